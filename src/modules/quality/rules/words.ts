// A finding in sentences: what it is, why it is one, and what to do; made from codes and numbers each time it is read.
import { periodText } from '../../../platform/charts/format.ts'
import type { Language, Text } from '../../../platform/text.ts'
import { checkNames, type CheckId, type Diagnosis, type Facts } from '../model.ts'

/** Names of codes, which the catalogues and the source know. */
export interface Naming {
  place: (code: string, language: Language) => string
  what: (code: string, language: Language) => string
  measure: (source: string, id: string, language: Language) => string
}

interface Spoken { facts: Facts; source: string; naming: Naming }
type Say = (spoken: Spoken, language: Language) => string

const locale: Record<Language, string> = { es: 'es-MX', en: 'en' }

const text = ({ facts }: Spoken, name: string): string => {
  const value = facts[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const figure = ({ facts }: Spoken, name: string): number => Number(facts[name] ?? 0)
const list = ({ facts }: Spoken, name: string): string[] => {
  const value = facts[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** A figure in words, at most one decimal. */
const shown = (value: number, language: Language): string => value.toLocaleString(locale[language], { maximumFractionDigits: 1 })
const num = (spoken: Spoken, name: string, language: Language): string => shown(figure(spoken, name), language)
/** `2024-03` → «mar 2024», `2024-03-09` → «9 mar 2024»; anything else as it is. */
const dated = (moment: string, language: Language): string => {
  if (/^\d{4}-\d{2}$/.test(moment)) return periodText(`${moment}-01`, 'month', language)
  return /^\d{4}-\d{2}-\d{2}$/.test(moment) ? periodText(moment, 'day', language) : moment
}
const day = (spoken: Spoken, language: Language): string => dated(text(spoken, 'day'), language)
const months = (spoken: Spoken, language: Language): string => list(spoken, 'months').map((month) => dated(month, language)).join(', ')

const degrees = (spoken: Spoken, name: string): string => String(figure(spoken, name))

const country = (spoken: Spoken, language: Language): string => spoken.naming.place(text(spoken, 'country'), language)
const lies = (spoken: Spoken, language: Language): string => {
  const found = text(spoken, 'found')
  if (found === '') return language === 'es' ? 'en el mar' : 'at sea'
  return language === 'es' ? `en ${spoken.naming.place(found, language)}` : `in ${spoken.naming.place(found, language)}`
}

const both = (es: (spoken: Spoken) => string, en: (spoken: Spoken) => string): Say => (spoken, language) => (language === 'es' ? es(spoken) : en(spoken))

const given = (spoken: Spoken, language: Language): string => language === 'es'
  ? `La fila dice ${country(spoken, 'es')}; sus coordenadas (latitud ${degrees(spoken, 'lat')}, longitud ${degrees(spoken, 'lon')}) caen ${lies(spoken, 'es')}, a ${shown(Math.round(figure(spoken, 'distance')), 'es')} km de ese país.`
  : `The row says ${country(spoken, 'en')}; its coordinates (latitude ${degrees(spoken, 'lat')}, longitude ${degrees(spoken, 'lon')}) lie ${lies(spoken, 'en')}, ${shown(Math.round(figure(spoken, 'distance')), 'en')} km from that country.`

const placed = (es: (spoken: Spoken) => string, en: (spoken: Spoken) => string): Say =>
  (spoken, language) => `${given(spoken, language)} ${language === 'es' ? es(spoken) : en(spoken)}`

const isMended = ({ facts }: Spoken): boolean => typeof facts['mendedLat'] === 'number'

const longitudeSign = placed(
  (s) => isMended(s)
    ? `Con el signo de la longitud cambiado (${degrees(s, 'mendedLon')}) caen en ${country(s, 'es')}.`
    : `${country(s, 'es')} está por completo al otro lado del meridiano de Greenwich: el signo de la longitud no puede ser ese. Cambiarlo no basta para que caigan en el país; revise también los valores.`,
  (s) => isMended(s)
    ? `With the sign of the longitude changed (${degrees(s, 'mendedLon')}) they lie in ${country(s, 'en')}.`
    : `${country(s, 'en')} lies wholly on the other side of the Greenwich meridian: the longitude cannot have that sign. Changing it is not enough for them to lie in the country; check the values too.`,
)

const pairNames = (spoken: Spoken, side: 'one' | 'other', language: Language): string =>
  list(spoken, `${side}Measures`).map((id) => spoken.naming.measure(text(spoken, `${side}Source`), id, language)).join(' + ')

const pairSums = both(
  (s) => `En ${text(s, 'year')}, «${pairNames(s, 'one', 'es')}» suma ${num(s, 'one', 'es')} y «${pairNames(s, 'other', 'es')}» suma ${num(s, 'other', 'es')}: difieren en ${shown(Math.abs(figure(s, 'difference')), 'es')}. Difieren los meses ${months(s, 'es')}; solo se comparan los meses que ambos tienen.`,
  (s) => `In ${text(s, 'year')}, “${pairNames(s, 'one', 'en')}” sums to ${num(s, 'one', 'en')} and “${pairNames(s, 'other', 'en')}” to ${num(s, 'other', 'en')}: they differ by ${shown(Math.abs(figure(s, 'difference')), 'en')}. The months ${months(s, 'en')} differ; only months that both have are compared.`,
)

const whats = (spoken: Spoken, language: Language): string => {
  const names = list(spoken, 'whats').filter((code) => code !== '').map((code) => spoken.naming.what(code, language))
  if (names.length === 0) return ''
  const named = [...new Set(names)].slice(0, 3)
  const rest = figure(spoken, 'series') - names.filter((name) => named.includes(name)).length
  const more = rest > 0 ? (language === 'es' ? ` y ${String(rest)} más` : ` and ${String(rest)} more`) : ''
  return ` (${named.join(', ')}${more})`
}

const where = (spoken: Spoken, language: Language): string => `${spoken.naming.place(text(spoken, 'place'), language)}${whats(spoken, language)}`
const when = (spoken: Spoken, language: Language): string => {
  const [from = '', to = ''] = ['from', 'to'].map((name) => dated(text(spoken, name), language))
  return from === to ? from : language === 'es' ? `${from} a ${to}` : `${from} to ${to}`
}

const jumped = both(
  (s) => `En ${where(s, 'es')}, ${when(s, 'es')} tiene ${num(s, 'value', 'es')} donde los meses vecinos suelen tener ${num(s, 'usual', 'es')}: ${num(s, 'times', 'es')} veces de diferencia, ${num(s, 'deviations', 'es')} desviaciones robustas en escala logarítmica.`,
  (s) => `In ${where(s, 'en')}, ${when(s, 'en')} has ${num(s, 'value', 'en')} where the months beside it usually have ${num(s, 'usual', 'en')}: ${num(s, 'times', 'en')} times apart, ${num(s, 'deviations', 'en')} robust deviations on the logarithmic scale.`,
)

const counted = both(
  (s) => `${text(s, 'rows')} filas dan el mismo día (${day(s, 'es')}), el mismo punto y la misma cifra (${num(s, 'value', 'es')})${s.facts['isSameNationality'] === true ? ', la misma nacionalidad' : ''}${s.facts['isSameCause'] === true ? ', la misma causa' : ''}. En ese punto exacto hay ${num(s, 'crowd', 'es')} filas de otros días: cuantas más, menos pesa la coincidencia.`,
  (s) => `${text(s, 'rows')} rows give the same day (${day(s, 'en')}), the same point and the same figure (${num(s, 'value', 'en')})${s.facts['isSameNationality'] === true ? ', the same nationality' : ''}${s.facts['isSameCause'] === true ? ', the same cause' : ''}. ${num(s, 'crowd', 'en')} rows of other days lie at that very point: the more there are, the less the coincidence weighs.`,
)

const sentences: Record<Diagnosis, Say> = {
  'longitude-sign': longitudeSign,
  'latitude-sign': placed((s) => `Con el signo de la latitud cambiado (${degrees(s, 'mendedLat')}) caen en ${country(s, 'es')} o junto a él.`, (s) => `With the sign of the latitude changed (${degrees(s, 'mendedLat')}) they lie in or beside ${country(s, 'en')}.`),
  'both-signs': placed((s) => `Con ambos signos cambiados caen en ${country(s, 'es')} o junto a él.`, (s) => `With both signs changed they lie in or beside ${country(s, 'en')}.`),
  swapped: placed((s) => `Con latitud y longitud intercambiadas caen en ${country(s, 'es')} o junto a él.`, (s) => `With latitude and longitude swapped they lie in or beside ${country(s, 'en')}.`),
  'same-number': placed(() => 'La latitud y la longitud son el mismo número: una se copió en la otra.', () => 'Latitude and longitude are the same number: one was copied into the other.'),
  'merged-places': placed(() => 'La fuente marca la fila como parte de un hecho partido: las coordenadas parecen ser las de otra de sus partes.', () => 'The source marks the row as part of a split incident: the coordinates seem to be those of another of its parts.'),
  'another-country': placed(() => 'Ningún cambio de signo ni de orden lo arregla: o el país o las coordenadas son de otro lugar.', () => 'No change of sign or order mends it: either the country or the coordinates are of another place.'),
  'far-away': placed(() => 'Nada de ese país queda tan lejos: las coordenadas parecen de otro lugar.', () => 'Nothing of that country is that far out: the coordinates seem to be of another place.'),
  'declared-pair': pairSums,
  'usual-pair': (s, l) => `${pairSums(s, l)} ${l === 'es' ? 'En los demás años coinciden a la unidad.' : 'In the other years they agree to the unit.'}`,
  'same-row': counted,
  'across-sources': (s, l) => `${counted(s, l)} ${l === 'es' ? `Están en fuentes distintas (${list(s, 'sources').join(', ')}): no sume una a otra.` : `They are in different sources (${list(s, 'sources').join(', ')}): do not add one to the other.`}`,
  'near-rows': both(
    (s) => `Dos filas del ${day(s, 'es')} a ${num(s, 'kilometres', 'es')} km una de otra, con ${list(s, 'values').join(' y ')}${s.facts['isSameCause'] === true ? ', por la misma causa' : ''}${s.facts['isComplementary'] === true ? '; una cuenta sobrevivientes y la otra no' : ''}. Pueden ser un mismo hecho que la fuente no marca como partido.`,
    (s) => `Two rows of ${day(s, 'en')}, ${num(s, 'kilometres', 'en')} km apart, with ${list(s, 'values').join(' and ')}${s.facts['isSameCause'] === true ? ', of the same cause' : ''}${s.facts['isComplementary'] === true ? '; one counts survivors and the other none' : ''}. They may be one event that the source does not mark as split.`,
  ),
  spike: jumped,
  drop: jumped,
  'last-period': (s, l) => `${jumped(s, l)} ${l === 'es' ? 'Es el último periodo: puede ser un mes entregado a medias.' : 'It is the last period: it may be a month delivered in part.'}`,
  'missing-months': both(
    (s) => `En ${where(s, 'es')} falta ${when(s, 'es')}, en medio de una serie que suele tener ${num(s, 'usual', 'es')} al mes. Falta la fila: no es lo mismo que cero.`,
    (s) => `In ${where(s, 'en')}, ${when(s, 'en')} is missing in the middle of a series that usually has ${num(s, 'usual', 'en')} a month. The row is missing: that is not the same as zero.`,
  ),
  'sudden-zero': both(
    (s) => `En ${where(s, 'es')}, ${when(s, 'es')} tiene cero donde los meses vecinos suelen tener ${num(s, 'usual', 'es')}. ¿Es un cero de verdad o un mes no entregado?`,
    (s) => `In ${where(s, 'en')}, ${when(s, 'en')} has zero where the months beside it usually have ${num(s, 'usual', 'en')}. Is it a true zero or a month not delivered?`,
  ),
  'year-in-a-month': both(
    (s) => `En ${where(s, 'es')}, ${list(s, 'years').length} años (${list(s, 'years')[0] ?? ''} a ${list(s, 'years').at(-1) ?? ''}) tienen todo en un solo mes (${text(s, 'month')}): parecen totales anuales guardados como mensuales. Por mes no dicen nada.`,
    (s) => `In ${where(s, 'en')}, ${list(s, 'years').length} years (${list(s, 'years')[0] ?? ''} to ${list(s, 'years').at(-1) ?? ''}) hold everything in one month (${text(s, 'month')}): they seem to be yearly totals kept as monthly. By month they say nothing.`,
  ),
}

const advice: Record<CheckId, Text> = {
  place: { es: 'Revise el registro original. Si está mal, corríjalo en la fuente y entregue de nuevo; si está bien (el hecho ocurrió fuera del país que lo registra), explíquelo.', en: 'Check the original record. If it is wrong, mend it at the source and deliver again; if it is right (it happened outside the country that records it), explain it.' },
  totals: { es: 'Pregunte a la fuente cuál de las dos cifras es la buena. Mientras tanto, diga cuál usa; nunca promedie ni sume ambas.', en: 'Ask the source which of the two figures is right. Meanwhile, say which you use; never average or add the two.' },
  duplicate: { es: 'Compare las filas del archivo. Si son el mismo hecho, pida a la fuente que quite una; si son hechos distintos, explíquelo y no volverá a abrirse.', en: 'Compare the rows of the file. If they are one event, ask the source to drop one; if they are different events, explain it and it will not open again.' },
  split: { es: 'Compare las filas. Partir un hecho no cambia las personas, pero sí cuántos hechos se cuentan.', en: 'Compare the rows. Splitting an event does not change the persons, but it does change how many events are counted.' },
  jump: { es: 'Compare con el documento original de ese mes: un dígito de más, una unidad distinta, o algo que de verdad pasó y conviene explicar.', en: 'Compare with that month’s original document: a digit too many, another unit, or something that truly happened and is worth explaining.' },
  gap: { es: 'Si el mes no se entregó, entréguelo. Si de verdad fue cero o cambió la forma de contar, explíquelo.', en: 'If the month was not delivered, deliver it. If it truly was zero or the way of counting changed, explain it.' },
}

const inBoth = (say: (language: Language) => string): Text => ({ es: say('es'), en: say('en') })

const subject = (check: CheckId, spoken: Spoken, language: Language): string => {
  if (check === 'totals') return text(spoken, 'year')
  if (check === 'jump' || check === 'gap') return `${spoken.naming.place(text(spoken, 'place'), language)}, ${when(spoken, language)}`
  const on = day(spoken, language)
  return text(spoken, 'country') === '' ? on : `${country(spoken, language)}, ${on}`
}

const titles: Partial<Record<Diagnosis, Text>> = {
  'longitude-sign': { es: 'Signo de la longitud equivocado', en: 'Wrong sign of the longitude' },
  'latitude-sign': { es: 'Signo de la latitud equivocado', en: 'Wrong sign of the latitude' },
  swapped: { es: 'Latitud y longitud intercambiadas', en: 'Latitude and longitude swapped' },
  'same-number': { es: 'Latitud y longitud iguales', en: 'Latitude and longitude the same' },
  'merged-places': { es: 'Lugares de varias partes mezclados', en: 'Places of several parts merged' },
  'another-country': { es: 'Coordenadas de otro país', en: 'Coordinates of another country' },
  'far-away': { es: 'Coordenadas muy lejos del país', en: 'Coordinates far from the country' },
  'year-in-a-month': { es: 'Años enteros en un solo mes', en: 'Whole years in one month' },
  'sudden-zero': { es: 'Cero repentino', en: 'Sudden zero' },
  'missing-months': { es: 'Mes que falta', en: 'Missing month' },
  'across-sources': { es: 'El mismo hecho en dos fuentes', en: 'The same event in two sources' },
}

export interface SpokenFinding { check: CheckId; diagnosis: Diagnosis; facts: Facts; source: string }

/** The title, the explanation and the advice of a finding. */
export const wordsOf = ({ check, diagnosis, facts, source }: SpokenFinding, naming: Naming): { title: Text; explanation: Text; advice: Text } => {
  const spoken = { facts, source, naming }
  const name = titles[diagnosis] ?? checkNames[check]
  return {
    title: inBoth((language) => `${name[language]}: ${subject(check, spoken, language)}`),
    explanation: inBoth((language) => sentences[diagnosis](spoken, language)),
    advice: advice[check],
  }
}
