// What the title of a column promises, in Spanish, English, Portuguese and French.
import type { ColumnRole } from '../../model/draft.ts'
import type { Unit } from '../../model.ts'
import { folded } from './likeness.ts'

const titles: readonly (readonly [ColumnRole, RegExp])[] = [
  ['lat', /^(lat|latitude?|latitud|y)$/],
  ['lon', /^(lon|lng|long|longitude?|longitud|x)$/],
  ['pair', /\b(coordenadas?|coordinates|coordonnees)\b/],
  ['nationality', /\b(nacionalidad|nationality|nacionalidade|nationalite|nat|citizenship|ciudadania|pais de (origen|nacimiento|nacionalidad)|country of (origin|nationality|birth|citizenship)|(origin|citizenship) country|pais (origen|nacionalidad)|gentilicio)\b|^(origen|origin|procedencia|coo)( (iso3?|name|code))?$/],
  ['municipality', /\b(municip\w*|comuna|canton|cve_?mun\w*|mpio|distrito|county|commune)\b/],
  ['sex', /^(sexo?|gender|genero|sexe|sexo de .*|sex of .*|genre)$/],
  ['age_band', /\b(edad(es)?|age|ages|idade|rango de edad|grupo de edad|grupo etario|age group|age band|demog|tranche d age|menor(es)? o adulto)\b/],
  ['offence', /\b(delitos?|crimen|crimes?|offen[cs]es?|infraccion|infraction|tipo penal|conducta|hecho punible|ilicito|conduta)\b/],
  ['modality', /\b(modalidad|modality|modalidade|modalite)\b/],
  ['route', /\b(ruta|route|rota|migration route|corredor)\b/],
  ['cause', /\b(causa|cause|motivo)\b/],
  ['place', /\b(entidad|estado|estados|departamento|provincia|province|state|states|depto|dpto|territorio|territory|pais|country|pays|lugar|place|geo|uf|location code|jurisdiccion|region policial|iso3?( code)?|ent|cve ent|clave ent)\b/],
  ['region', /\b(region|zona|subregion|area|zone)\b/],
  ['year', /^(ano|anio|year|annee|a o|yr|ejercicio|(incident|reported|data|fiscal|calendar) year|fy|(ano|anio|ejercicio) fiscal|ano de .*|anio de .*|year of .*)$/],
  ['month', /^(hoja|mes|month|mois|(mes|month) (abbv|abbr|abreviado|nombre|name|numero|number|num)|(nombre|name) (del )?(mes|month)|reported month|incident month|mes de .*|mes del .*|month of .*|mes (ocu|ocurrencia|hecho|registro|denuncia|evento))$/],
  ['day', /^(dia|day|jour)$/],
  ['date', /\b(fecha|date|periodo|period|data|dia|t|time|mes|month|semana|week)\b/],
]

/** A title in words compared, those run together told apart: «GeoAreaCode». */
const inWords = (title: string): string => folded(title.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))

/** The roles the title speaks for, the strongest first. */
export const titleRoles = (title: string): ColumnRole[] => {
  const plain = inWords(title)
  return titles.filter(([, pattern]) => pattern.test(plain)).map(([role]) => role)
}

const counted: readonly (readonly [Unit, RegExp])[] = [
  ['case-files', /\b(carpetas?|expedientes?|causas|denuncias?|averiguaciones?|case files?|investigations?|dossiers)\b/],
  ['victims', /\b(victimas?|vitimas?|victims?|victimes?|ofendid[oa]s)\b/],
  ['residents', /\b(poblacion|habitantes|population|residents|inhabitants|populacao)\b/],
  ['encounters', /\b(encuentros?|encounters?|aprehensiones|apprehensions?|detenciones|detentions?|eventos de personas)\b/],
  ['persons', /\b(personas?|persons?|people|migrantes?|migrants?|hombres|mujeres|females?|males?|survivors?|sobrevivientes|supervivientes|ninas?|ninos?|men|women|children|muert[oa]s|dead|missing|desaparecid[oa]s|deportad[oa]s|retornad[oa]s|rescatad[oa]s|individuos|pessoas|personnes)\b/],
  ['events', /\b(hechos?|casos?|eventos?|incidentes?|cases?|events?|incidents?|delitos|operativos)\b/],
]

/** The unit of count that words name, if any: of people and events, what is named first («casos de personas…» are cases). */
export const unitIn = (words: string): Unit | undefined => {
  const plain = folded(words)
  const found = counted.flatMap(([unit, pattern]) => {
    const at = plain.search(pattern)
    return at === -1 ? [] : [{ unit, at }]
  })
  const [first] = found
  const events = found.find(({ unit }) => unit === 'events')
  return first?.unit === 'persons' && events && events.at < first.at ? 'events' : first?.unit
}

/** Whether the title is one of a figure and not of a code. */
export const isFigureTitle = (title: string): boolean =>
  unitIn(title) !== undefined || /^(n|no|num|numero|number|cantidad|count|conteo|total|totales|valor|value|txtvalue|cifra|frecuencia|cuantos|quantity|obs value)$|\b(total|cantidad|numero de|number of|count|conteo)\b/.test(folded(title))

/** Whether the title is one of a code: numbers below it are names, not counts. */
export const isCodeTitle = (title: string): boolean =>
  /\b(cve\w*|clave\w*|codigo\w*|code|cod|id|folio|objectid|fips|inegi|cvegeo|zip|cp|web id|iso\w*|consecutivo|numero de (folio|expediente|caso)|no)\b/.test(inWords(title).replaceAll('_', ' '))

/** Whether the title is one of a code or grade and of nothing else, though it name people: `POPULATION_GROUP_CODE`. */
export const isCodeOnly = (title: string): boolean => /\b(code|codigo|cod|cve\w*|clave\w*|ubigeo|fips|cvegeo|dane|divipola|zip|quality|calidad|score|puntaje|ranking|decimals?|scalar|vector|coordinate)\b/.test(inWords(title))

/** Whether the title speaks of a time, though of no role: «anio_denuncia», «Time_Detail». */
export const isTimeTitle = (title: string): boolean => titleRoles(title).some((role) => role === 'year' || role === 'date') || /\b(ano|anio|year|annee|time)\b/.test(inWords(title))

/** Whether the title speaks of years that begin in another month than January. */
export const isFiscalTitle = (title: string): boolean => /\b(fiscal|fy)\b|^fy ?\d/.test(folded(title))

/** Whether the title is one of a number or word given to each row. */
export const isIdTitle = (title: string): boolean => /\b(id|folio|identificador|objectid|consecutivo|uuid|expediente|nuc)\b|^(web|main|incident) id$/.test(folded(title).replaceAll('_', ' '))

/** Whether the title is one of a rate, share or mean: never added up. */
export const isRateTitle = (title: string): boolean => /\b(tasa|rate|taux|taxa|porcentaje|percent\w*|pct|promedio|mean|average|variacion|indice|index)\b|%/.test(`${folded(title)} ${title.includes('%') ? '%' : ''}`)
