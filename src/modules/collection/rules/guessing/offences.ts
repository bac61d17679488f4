// Which of SIDMI's offences a file's word means. Trafficking in persons and smuggling of migrants are never taken for one another.
import { folded, nearTo, type Named, type Near } from './likeness.ts'

const synonyms: Readonly<Record<string, readonly string[]>> = {
  tip: ['trata de personas', 'trata', 'delitos de trata de personas', 'trata de seres humanos', 'trafficking in persons', 'human trafficking', 'trafficking in human beings', 'traite des personnes', 'traite des etres humains'],
  'tip-sex': ['trata sexual', 'trata con fines de explotacion sexual', 'sex trafficking', 'trafficking for sexual exploitation'],
  'tip-labour': ['trata laboral', 'trata con fines de explotacion laboral', 'labour trafficking', 'labor trafficking', 'trafficking for forced labour'],
  smuggling: ['trafico ilicito de migrantes', 'trafico de migrantes', 'trafico ilegal de migrantes', 'trafico de indocumentados', 'smuggling of migrants', 'migrant smuggling', 'human smuggling', 'people smuggling', 'contrabando de migrantes', 'coyotaje', 'trafic illicite de migrants', 'contrabando de imigrantes'],
  'smuggling-aggravated': ['trafico ilicito agravado de migrantes', 'aggravated smuggling of migrants'],
  kidnapping: ['secuestro', 'secuestros', 'secuestro extorsivo', 'plagio', 'plagio o secuestro', 'kidnapping', 'kidnap', 'abduction', 'sequestro', 'enlevement', 'secuestro con calidad de rehen'],
  'illegal-restraint': ['privacion ilegal de la libertad', 'privacion de la libertad', 'privacion ilegal de libertad', 'detencion ilegal', 'detenciones ilegales', 'unlawful detention', 'illegal restraint'],
  extortion: ['extorsion', 'extorsiones', 'extortion', 'extorsao', 'cobro de piso', 'extorsion telefonica'],
  robbery: ['robo con violencia', 'robbery', 'asalto', 'roubo', 'robo agravado', 'vol avec violence', 'armed robbery', 'robo a mano armada'],
  theft: ['hurto', 'hurtos', 'theft', 'robo sin violencia', 'furto', 'larceny', 'vol'],
  rape: ['violacion', 'violacion sexual', 'violaciones', 'violacion simple', 'rape', 'estupro', 'viol'],
  'sexual-assault': ['abuso sexual', 'agresion sexual', 'abusos sexuales', 'sexual assault', 'sexual abuse', 'agresiones sexuales'],
  'sexual-exploitation-child': ['explotacion sexual infantil', 'explotacion sexual de ninas ninos y adolescentes', 'explotacion sexual comercial de ninas ninos y adolescentes', 'child sexual exploitation'],
  homicide: ['homicidio doloso', 'homicidio intencional', 'homicidios dolosos', 'homicidios intencionales', 'asesinato', 'asesinatos', 'intentional homicide', 'murder'],
  'homicide-negligent': ['homicidio culposo', 'homicidio no intencional', 'homicidios culposos', 'negligent homicide', 'manslaughter'],
  assault: ['lesiones', 'lesiones dolosas', 'lesiones personales', 'assault', 'assaults', 'bodily injury', 'lesoes corporais'],
  threats: ['amenazas', 'amenaza', 'threats', 'ameacas'],
  torture: ['tortura', 'torture'],
  'enforced-disappearance': ['desaparicion forzada', 'desaparicion forzada de personas', 'enforced disappearance'],
  'doc-fraud': ['falsificacion de documentos', 'falsificacion de documento', 'uso de documento falso', 'falsificacion de documentos de viaje', 'document fraud', 'travel document fraud'],
  'abuse-authority': ['abuso de autoridad', 'abuse of authority', 'abuso de funciones'],
  bribery: ['cohecho', 'soborno', 'bribery'],
  laundering: ['lavado de dinero', 'lavado de activos', 'blanqueo de capitales', 'money laundering'],
  ocg: ['delincuencia organizada', 'asociacion ilicita', 'asociacion delictuosa', 'asociacion para delinquir', 'organized crime', 'organised crime', 'participation in an organised criminal group'],
  slavery: ['esclavitud', 'servidumbre', 'slavery'],
  'forced-labour': ['trabajo forzoso', 'trabajo forzado', 'trabajos forzados', 'forced labour', 'forced labor'],
  'labour-exploitation': ['explotacion laboral', 'labour exploitation', 'labor exploitation'],
}

/** Words that some countries use for trafficking and others for smuggling: only a person can tell. */
const open = new Set(['trafico de personas', 'trafico ilegal de personas', 'trafico ilicito de personas', 'trafico humano', 'trafico de pessoas', 'trafico de seres humanos', 'people trafficking', 'trafic d etres humains', 'trata y trafico de personas', 'trafico y trata de personas', 'trata y trafico ilicito de migrantes', 'trafficking and smuggling'])

const isTrafficking = (plain: string): boolean => /\b(trata|trafficking|traite)\b/.test(plain)
const isSmuggling = (plain: string): boolean => /\b(smuggling|coyotaje|contrabando)\b|\btrafico (\w+ )?de (migrantes|indocumentad\w+|imigrantes|extranjeros)\b/.test(plain)

const allowed = (plain: string, offence: string): boolean => {
  if (offence.startsWith('tip') && isSmuggling(plain) && !isTrafficking(plain)) return false
  return !(offence.startsWith('smuggling') && isTrafficking(plain) && !isSmuggling(plain))
}

const byWord = new Map(Object.entries(synonyms).flatMap(([offence, words]) => words.map((word) => [word, offence] as const)))

const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, string>>()

const namesOf = (offences: readonly Named[]): ReadonlyMap<string, string> => {
  const kept = indexes.get(offences)
  if (kept) return kept
  const ours = new Set(offences.map(({ meaning }) => meaning))
  const own = offences.flatMap(({ meaning, names }) => [meaning, ...names].map((name) => [folded(name), meaning] as const))
  const index = new Map([...own, ...[...byWord].filter(([, offence]) => ours.has(offence))])
  indexes.set(offences, index)
  return index
}

/** The offence a word plainly means; undefined when it means none, or could mean two. */
export const offenceOf = (word: string, offences: readonly Named[]): string | undefined => {
  const plain = folded(word)
  if (open.has(plain)) return undefined
  return namesOf(offences).get(plain)
}

/** Offences a word may mean, the likeliest first. */
export const offencesNear = (word: string, offences: readonly Named[]): Near[] => {
  const plain = folded(word)
  if (open.has(plain)) return [{ meaning: 'tip', score: 0.6 }, { meaning: 'smuggling', score: 0.6 }]
  const widened = offences.map(({ meaning, names }) => ({ meaning, names: [...names, ...(synonyms[meaning] ?? [])] }))
  return nearTo(word, widened, 0.5).filter(({ meaning }) => allowed(plain, meaning))
}

/** The share of a column's words that are offences of ours or look like one. */
export const isOffenceWord = (word: string, offences: readonly Named[]): boolean => offenceOf(word, offences) !== undefined || open.has(folded(word))
