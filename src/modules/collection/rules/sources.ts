// The sources this node knows, from the profiles shipped with it; a profile that does not fit its schema stops the start.
import demoRegion from '../../../../content/profiles/demo-region.json' with { type: 'json' }
import iomMissingMigrants from '../../../../content/profiles/iom-missing-migrants.json' with { type: 'json' }
import rnpdno from '../../../../content/profiles/rnpdno.json' with { type: 'json' }
import sesnspEstatal from '../../../../content/profiles/sesnsp-estatal.json' with { type: 'json' }
import { SourceFile, type SourceDefinition } from '../model/profile.ts'

export const sources: readonly SourceDefinition[] = [sesnspEstatal, iomMissingMigrants, rnpdno, demoRegion].map((file) => SourceFile.parse(file))

export const sourceById = (id: string): SourceDefinition | undefined => sources.find((definition) => definition.source.id === id)
