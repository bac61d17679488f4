// Routing by facts as a table of cases: where it happened and what it was decide, never where the person is.
import { describe, expect, it } from 'vitest'
import type { PublicUnit } from '../../units/model.ts'
import { route, type Facts } from './routing.ts'

const unit = (name: string, more: Partial<PublicUnit>): PublicUnit => ({
  id: `00000000-0000-4000-8000-0000000000${name.length.toString().padStart(2, '0')}`, name, institution: 'Institución', kind: 'prosecutor', country: 'MX', represents: null, territories: [], offences: [],
  key: { id: '00000000-0000-4000-8000-000000000000', recipient: 'age1x' }, promisedDays: 7, ...more,
})

const units = [
  unit('Fiscalía nacional', { territories: ['MX'] }),
  unit('Fiscalía de Chiapas', { territories: ['MX-CHP'] }),
  unit('Unidad contra la trata', { territories: ['MX'], offences: ['0204'] }),
  unit('Albergue de Guatemala', { kind: 'shelter', country: 'GT', territories: ['GT', 'MX-CHP'] }),
  unit('Policía', { kind: 'police', territories: ['MX'] }),
  unit('Consulado de Honduras', { kind: 'consulate', represents: 'HN', territories: ['MX'] }),
]

const suggested = (facts: Facts): string[] => route(units, facts).filter(({ isSuggested }) => isSuggested).map(({ unit: { name } }) => name)

describe('routing', () => {
  it.each<[string, Facts, string[]]>([
    ['a territory: its own unit first, then the national ones and the shelter that covers it', { what: ['robbery'], country: 'MX', territory: 'MX-CHP' },
      ['Albergue de Guatemala', 'Fiscalía de Chiapas', 'Fiscalía nacional', 'Policía']],
    ['another territory leaves out who is competent elsewhere', { what: ['robbery'], country: 'MX', territory: 'MX-OAX' }, ['Fiscalía nacional', 'Policía']],
    ['a country alone: also who covers a part of it', { what: ['robbery'], country: 'MX' }, ['Fiscalía nacional', 'Policía', 'Albergue de Guatemala', 'Fiscalía de Chiapas']],
    ['trafficking reaches the unit for it', { what: ['trafficking'], country: 'MX', territory: 'MX-OAX' }, ['Fiscalía nacional', 'Policía', 'Unidad contra la trata']],
    ['what happened in another country goes there', { what: ['robbery'], country: 'GT' }, ['Albergue de Guatemala']],
    ['nothing said: everybody but those who must be asked for', { what: [] },
      ['Albergue de Guatemala', 'Fiscalía de Chiapas', 'Fiscalía nacional', 'Policía', 'Unidad contra la trata']],
    ['abuse by an official: the police are shown, never ticked', { what: ['authority'], country: 'MX', territory: 'MX-OAX' }, ['Fiscalía nacional']],
    ['the consulate only when it is asked for', { what: ['robbery'], country: 'GT', nationality: 'HN' }, ['Albergue de Guatemala', 'Consulado de Honduras']],
    ['nobody is competent: nobody is ticked', { what: ['robbery'], country: 'PE' }, []],
  ])('%s', (_name, facts, names) => {
    expect(suggested(facts)).toEqual(names)
  })

  it('shows every unit with its reasons, whether suggested or not', () => {
    const all = route(units, { what: ['authority'], country: 'GT' })
    expect(all).toHaveLength(units.length)
    expect(all.every(({ reasons }) => reasons.length > 0)).toBe(true)
    expect(all.find(({ unit: { name } }) => name === 'Policía')?.reasons).toEqual([{ kind: 'elsewhere', place: 'MX' }, { kind: 'everyOffence' }, { kind: 'authority' }])
  })

  it('never ticks a unit whose institution is not shown', () => {
    const nobodys = [unit('Sin institución', { institution: ' ' }), unit('Consulado', { institution: '', kind: 'consulate', represents: 'HN' })]
    expect(route(nobodys, { what: [], nationality: 'HN' }).map(({ isSuggested }) => isSuggested)).toEqual([false, false])
  })

  it('suggests no more than a report can be sealed to', () => {
    const many = Array.from({ length: 30 }, (_, index) => unit(`Fiscalía ${String(index)}`, { territories: ['MX'] }))
    expect(route(many, { what: [], country: 'MX' }).filter(({ isSuggested }) => isSuggested)).toHaveLength(8)
  })
})
