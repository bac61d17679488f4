// Draws who can read the report, with the reasons, from what was told so far.
import { route, type Competent } from '../modules/reports/rules/routing.ts'
import { factsOf, type Fields } from '../modules/reports/rules/steps.ts'
import { aboutUnit, reasonWords } from '../modules/reports/rules/words.ts'
import type { PublicUnit } from '../modules/units/model.ts'
import { allWords, byId, make, say } from './page.ts'

/** Names of places as the page's own lists give them. */
const placeName = (code: string): string =>
  document.querySelector<HTMLOptionElement>(`option[value="${code}"]`)?.textContent ?? everyTerritory.get(code) ?? code

/** Territories are taken out of the list when another country is chosen: their names are kept here. */
export const everyTerritory = new Map<string, string>()

const choice = ({ unit, reasons }: Competent, isOn: boolean): HTMLElement => {
  const why = reasons.map((reason) => reasonWords(allWords(), reason, placeName)).join(' ')
  const box = make('input', { type: 'checkbox', name: 'units', value: unit.id, autocomplete: 'off' })
  box.checked = isOn
  return make('label', { class: 'tick' }, [box, make('span', {}, [make('strong', {}, [unit.name]), make('span', { class: 'tick-note' }, [`${aboutUnit(allWords(), unit)} ${why}`])])])
}

let toldBefore = ''

/** Drawn anew only when something told has changed; then what the person ticked gives way to what is suggested, but for what they `chose` before this program was there. */
export const drawUnits = (units: readonly PublicUnit[], fields: Fields, chosen?: readonly string[]): void => {
  const facts = factsOf(fields)
  const told = JSON.stringify([facts, units.map(({ id }) => id)])
  if (told === toldBefore) return
  toldBefore = told
  const list = byId('units')
  const all = route(units, facts)
  const others = all.filter(({ isSuggested }) => !isSuggested)
  const draw = (each: Competent): HTMLElement => choice(each, chosen ? chosen.includes(each.unit.id) : each.isSuggested)
  list.replaceChildren(make('legend', { class: 'unseen' }, [say('unitsTitle')]), ...all.filter(({ isSuggested }) => isSuggested).map(draw))
  document.getElementById('other-units')?.remove()
  if (others.length > 0) list.after(make('fieldset', { class: 'ticks', id: 'other-units' }, [make('legend', {}, [say('unitsOther')]), ...others.map(draw)]))
}
