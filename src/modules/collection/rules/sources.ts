// The sources this node knows, from the profiles shipped with it; a profile that does not fit its schema stops the start.
import cbpEncounters from '../../../../content/profiles/cbp-encounters.json' with { type: 'json' }
import conapoPoblacion from '../../../../content/profiles/conapo-poblacion.json' with { type: 'json' }
import demoRegion from '../../../../content/profiles/demo-region.json' with { type: 'json' }
import guatemalaReturns from '../../../../content/profiles/guatemala-returns.json' with { type: 'json' }
import hondurasInm from '../../../../content/profiles/honduras-inm.json' with { type: 'json' }
import iomGraphicPoints from '../../../../content/profiles/iom-graphic-points.json' with { type: 'json' }
import iomMissingMigrants from '../../../../content/profiles/iom-missing-migrants.json' with { type: 'json' }
import mexicoUpmrip from '../../../../content/profiles/mexico-upmrip.json' with { type: 'json' }
import panamaDarien from '../../../../content/profiles/panama-darien.json' with { type: 'json' }
import rnpdno from '../../../../content/profiles/rnpdno.json' with { type: 'json' }
import sesnspEstatal from '../../../../content/profiles/sesnsp-estatal.json' with { type: 'json' }
import sesnspIdeff from '../../../../content/profiles/sesnsp-ideff.json' with { type: 'json' }
import sesnspMunicipal from '../../../../content/profiles/sesnsp-municipal.json' with { type: 'json' }
import sesnspVictimas from '../../../../content/profiles/sesnsp-victimas.json' with { type: 'json' }
import sidmiReports from '../../../../content/profiles/sidmi-reports.json' with { type: 'json' }
import unodcGlotip from '../../../../content/profiles/unodc-glotip.json' with { type: 'json' }
import { SourceFile, type SourceDefinition } from '../model/profile.ts'

const shipped = [
  sesnspEstatal, sesnspMunicipal, sesnspVictimas, sesnspIdeff, rnpdno, iomMissingMigrants, iomGraphicPoints, unodcGlotip, mexicoUpmrip, cbpEncounters,
  panamaDarien, hondurasInm, guatemalaReturns, conapoPoblacion, demoRegion, sidmiReports,
]

export const sources: readonly SourceDefinition[] = shipped.map((file) => SourceFile.parse(file))

export const sourceById = (id: string): SourceDefinition | undefined => sources.find((definition) => definition.source.id === id)
