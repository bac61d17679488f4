// The rules of trafficking records as tables of cases: the field list, the door, the crosswalk, small numbers, forms.
import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { realFile } from '../../../../tests/collection-files.ts'
import { units, type Coded } from '../model/fields.ts'
import { places } from '../actions/codebook.ts'
import { codeOf } from './coding.ts'
import { ctdc, htcds, keptField, keptFieldOf, keptFields, leftFieldOf } from './content.ts'
import { ctdcOf, factsOf } from './crosswalk.ts'
import { ageGroup, countLeft, doorFor, keepable, passThrough, repeatedField } from './door.ts'
import { countCells, dimension, rowsOf, shield, type Alike } from './figures.ts'
import { readBlank, readFilled } from './forms.ts'
import { collectSettings } from './openrosa.ts'
import { linesOf } from './table.ts'
import { readXml } from './xml.ts'

const shared = (path: string): string => {
  const file = realFile(`../standards/${path}`)
  return file === undefined ? '' : readFileSync(file, 'utf8')
}
const title = (words: string, text: string): string => (text === '' ? `${words} (not checked: ../shared/standards is absent)` : words)

describe('the field list', () => {
  const published = shared('htcds/htcds-2.0-fields.json')
  test(title('has the 92 rows of HTCDS 2.0 in its order, with its codes as spelled', published), () => {
    expect(htcds.fields).toHaveLength(92)
    if (published === '') return
    const { fields } = JSON.parse(published) as { fields: { field: string; core: boolean; status: string; valueNames: string[] }[] }
    expect(htcds.fields.map(({ field }) => field ?? 'N/A')).toEqual(fields.map(({ field }) => field))
    expect(htcds.fields.map(({ core }) => core)).toEqual(fields.map(({ core }) => core))
    for (const { field, valueNames } of fields.filter((each) => each.valueNames.length > 1)) {
      expect(keptField(field)?.values.map(({ code }) => code), field).toEqual(valueNames)
    }
    expect(htcds.fields.filter(({ class: kept }) => kept === 'deprecated').map(({ field }) => field))
      .toEqual(fields.filter(({ status }) => status === 'DEPRECATED').map(({ field }) => field))
  })

  test('gives each row a class and a reason, and keeps no text of any kind', () => {
    const classes = Object.groupBy(htcds.fields, (row) => row.class)
    expect(Object.fromEntries(Object.entries(classes).map(([name, rows]) => [name, rows.length])))
      .toEqual({ coded: 36, identity: 30, 'free-text': 14, deprecated: 3, example: 9 })
    for (const row of htcds.fields) {
      expect(htcds.reasons[row.why], row.field ?? '').toBeDefined()
      if (row.class === 'identity' || row.class === 'free-text') expect(row.kind, row.field ?? '').toBeUndefined()
      if (row.class === 'coded') expect(row.kind, row.field ?? '').toBeDefined()
    }
    expect(keptField('vic_RelationshipToTrafficker')?.values.map(({ code }) => code)).toContain('Unaquainted')
  })

  const codebook = shared('ctdc/ctdc-variables.json')
  test(title('has the 27 variables of CTDC in its order, with its codes', codebook), () => {
    expect(ctdc.variables).toHaveLength(27)
    if (codebook === '') return
    const { variables, codes, fromHtcdsMethodsOfControl } = JSON.parse(codebook) as {
      variables: string[]; codes: Record<string, string[] | string>; fromHtcdsMethodsOfControl: Record<string, string[]>
    }
    expect(ctdc.variables.map(({ field }) => field)).toEqual(variables)
    for (const name of ['gender', 'ageBroad', 'traffickMonths']) expect(keptField(name)?.values.map(({ code }) => code)).toEqual(codes[name])
    for (const [variable, merged] of Object.entries(fromHtcdsMethodsOfControl).filter(([name]) => name !== 'noTarget')) {
      expect(ctdc.flagsFromHtcds.find((flag) => flag.variable === variable)?.codes).toEqual(merged)
    }
  })
})

test.each([
  ['prs_FirstName', 'identity'], ['prs_First_Name', 'identity'], ['PRS_SECOND_NAME', 'identity'], ['victim/prs_Birthdate', 'identity'],
  ['cco_CaseComment', 'free-text'], ['vic_DetailsOfVulnerabilities', 'deprecated'], ['hte_Latitude', 'identity'], ['cas_CaseOwner', 'identity'],
])('%s stays at the door as %s', (column, kind) => {
  expect(keptFieldOf('htcds', column)).toBeUndefined()
  expect(leftFieldOf(column)?.class).toBe(kind)
})

test.each([
  ['vic_MethodsOfControl', 'vic_MethodsOfControl'], ['vic_Methods_of_Control', 'vic_MethodsOfControl'], ['case/prs_gender', 'prs_Gender'], ['vic_Vulnerabilities', 'vic_Vulnerabilities'],
])('%s is the field %s', (column, field) => {
  expect(keptFieldOf('htcds', column)?.name).toBe(field)
})

test.each([
  ['vic_MethodsOfControl', 'DebtBondage PhysicalAbuse', 'DebtBondage;PhysicalAbuse'], ['vic_MethodsOfControl', 'PhysicalAbuse;DebtBondage', 'PhysicalAbuse;DebtBondage'],
  ['vic_MethodsOfControl', 'Debt bondage', 'DebtBondage'], ['vic_MethodsOfControl', 'DebtBondage;María', undefined], ['vic_MethodsOfControl', 'RestrictsMovement', undefined],
  ['vic_RelationshipToTrafficker', 'Unaquainted', 'Unaquainted'], ['vic_RelationshipToTrafficker', 'Unacquainted', undefined],
  ['prs_Citizenship', 'HN;GTM', 'HN;GTM'], ['prs_Citizenship', 'El Salvador', 'SV'], ['prs_Citizenship', 'María', undefined],
  ['hte_State', 'MX-CHP', 'MX-CHP'], ['hte_State', 'calle 5', undefined], ['prs_PrimaryLanguage', 'quc', 'quc'], ['prs_PrimaryLanguage', 'Ana', undefined],
  ['cas_IncomingReferralDate', '2025-03-31', '2025-03-31'], ['cas_IncomingReferralDate', '2025-02-31', undefined], ['cas_IncomingReferralDate', '31/03/2025', undefined],
  ['con_Consent', 'TRUE', 'TRUE'], ['con_Consent', 'sí, María', undefined], ['vic_AgeWhenTrafficked', '17', '17'], ['vic_AgeWhenTrafficked', '170', undefined],
  ['meansThreats', '1', '1'], ['meansThreats', '0', undefined], ['citizenship', 'HND', 'HND'], ['ageBroad', '9--17', '9--17'], ['ageBroad', '12', undefined],
])('%s «%s» is coded %s', (name, text, expected) => {
  expect(codeOf(keptField(name)!, text, places)).toBe(expected)
})

test.each([
  ['2008-03-31', '2025-03-30', '9--17'], ['2007-03-31', '2025-03-31', '18--20'], ['2025-01-01', '2025-03-31', '0--8'], ['1960-01-01', '2025-03-31', '48+'],
  ['2030-01-01', '2025-03-31', undefined], ['', '2025-03-31', undefined], ['María', '2025-03-31', undefined], ['2008-03-31', '', undefined],
])('born %s and referred %s is the age group %s', (born, day, group) => {
  expect(ageGroup(born, day)).toBe(group)
})

const codedOf = (facts: Record<string, string>): Coded => {
  const header = Object.keys(facts)
  const standard = header.some((name) => keptFields.ctdc.some((field) => field.name === name)) ? 'ctdc' : 'htcds'
  const passed = passThrough(doorFor(standard, header), Object.values(facts), places)
  expect(passed.faults).toEqual([])
  return passed.coded
}

describe('the door', () => {
  const header = ['prs_First_Name', 'prs_Gender', 'María Planted', 'vic_Methods_of_Control', 'prs_Birthdate', 'cas_IncomingReferralDate', 'hte_Country']
  const row = ['Planted', 'Feminine', 'Planted', 'DebtBondage', '2008-01-02', '2025-05-06', '']

  test('lets codes in by unit and nothing else, and of a birth date the age group', () => {
    const { coded, faults } = passThrough(doorFor('htcds', header), row, places)
    expect(faults).toEqual([])
    expect(coded).toEqual({
      event: { vic_MethodsOfControl: 'DebtBondage' }, victim: { prs_Gender: 'Feminine', ageBroad: '9--17' }, perpetrator: {},
      'reporting-entity': { cas_IncomingReferralDate: '2025-05-06' },
    })
  })

  test('counts what stayed, and keeps no name of a column it does not know', () => {
    const left = countLeft(doorFor('htcds', header))
    left.add(row)
    left.add(['', '', 'Planted', '', '', '', ''])
    expect(left.told().map(({ column, class: kind, cells }) => [column, kind, cells]))
      .toEqual([['prs_First_Name', 'identity', 1], ['María Planted', 'unknown', 2], ['prs_Birthdate', 'identity', 1]])
    expect(JSON.stringify(keepable(left.told()))).not.toContain('Planted')
    expect(keepable(left.told()).map(({ column }) => column)).toEqual(['prs_FirstName', 'prs_Birthdate', '(1)'])
  })

  test('knows a field given twice in its two spellings', () => {
    expect(repeatedField(doorFor('htcds', ['vic_MethodsOfControl', 'vic_Methods_of_Control']))).toBe('vic_MethodsOfControl')
    expect(repeatedField(doorFor('htcds', header))).toBeUndefined()
  })
})

test('HTCDS codes become CTDC variables, each of them the codebook’s', () => {
  const coded = codedOf({
    prs_Gender: 'NonConforming', prs_Citizenship: 'HN;GT', vic_MethodsOfControl: 'TakesEarnings;PhysicalAbuse;Other', vic_TypeOfExploitation: 'ForcedLabour;ForcedBegging',
    vic_ForcedLabourIndustry: 'F_Construction', vic_RelationshipToTrafficker: 'Familial', hte_Type: 'Exploitation', hte_Country: 'MX', cas_IncomingReferralDate: '2024-12-01',
  })
  expect(ctdcOf(factsOf(coded), places)).toEqual({
    yearOfRegistration: '2024', gender: 'Trans/Transgender/NonConforming', citizenship: 'HND', CountryOfExploitation: 'MEX', meansDebtBondageEarnings: '1',
    meansAbusePsyPhySex: '1', isForcedLabour: '1', isOtherExploit: '1', typeOfLabourConstruction: '1', recruiterRelationFamily: '1',
  })
  expect(ctdcOf(factsOf(codedOf({ hte_Type: 'Transit', hte_Country: 'GT', prs_Gender: 'NonSpecifiedUnknown' })), places)).toEqual({})
})

describe('figures', () => {
  const alike = (count: number, isOwn: boolean, facts: Record<string, string>): Alike => ({ facts: factsOf(codedOf(facts)), count, isOwn })
  test('percentages divide by the records with any value in the group, as in the codebook’s example', () => {
    const people = [{ isForcedLabour: '1' }, { isSexualExploit: '1' }, { isOtherExploit: '1' }, { gender: 'Man' }, { isForcedLabour: '1', isSexualExploit: '1' }]
    const by = [dimension('exploitation')!]
    const { cells, own } = countCells(people.map((facts) => alike(1, true, facts)), by, places)
    const rows = rowsOf(cells, own, (_at, code) => ({ code, names: { es: code, en: code } }))
    expect(own).toBe(4)
    expect(Object.fromEntries(rows.map(({ at, share }) => [at[0]?.code, share]))).toEqual({ isForcedLabour: 0.5, isSexualExploit: 0.5, isOtherExploit: 0.25 })
  })

  test.each([[0, '<5'], [1, '<5'], [4, '<5'], [5, 5], [9, 5], [10, 10], [14, 10], [137, 135]] as const)('others’ count %s is shown as %s', (count, expected) => {
    expect(shield(count)).toBe(expected)
  })

  test('no total less its other numbers gives one of them: a total of 12 and a part of 9 leave 0 to 4', () => {
    const possible = (total: number, part: number) => Array.from({ length: 5 }, (_, rest) => rest)
      .filter((rest) => Array.from({ length: 30 }, (_, one) => one).some((one) => shield(one) === shield(part) && shield(one + rest) === shield(total)))
    for (let part = 5; part < 25; part += 1) for (let rest = 1; rest < 5; rest += 1) expect(possible(part + rest, part).length, `${String(part)} + ${String(rest)}`).toBeGreaterThan(3)
  })

  test('a value only others have is not named before there are five', () => {
    const cells = [[1, 3], [0, 4], [0, 5]].map(([own = 0, others = 0], at) => ({ at: [String(at)], own, others }))
    const rows = rowsOf(cells, 1, (_at, code) => ({ code, names: { es: code, en: code } }))
    expect(rows.map(({ at, own, others }) => [at[0]?.code, own, others])).toEqual([['0', 1, '<5'], ['2', 0, 5]])
  })
})

describe('XML of strangers', () => {
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'], ['an entity', '<!ENTITY x "y"><a/>'], ['no end', '<a><b></a>'], ['words', 'hola'], ['nothing', ''],
    ['a well', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`],
  ])('%s is not read', (_what, xml) => {
    expect(readXml(xml)).toBeUndefined()
  })

  test('a filled form gives its answers, groups and repeats and all', () => {
    const xml = '<data id="f" version="1"><g><a>1</a><r><b>x</b></r><r><b>y</b></r></g><empty/><__version__>v</__version__><meta><instanceID>uuid:1</instanceID></meta></data>'
    expect(readFilled(xml)).toEqual({ id: 'f', instanceId: 'uuid:1', answers: [{ name: 'a', text: '1' }, { name: 'b', text: 'x;y' }, { name: 'empty', text: '' }] })
    expect(readFilled(xml.replace('uuid:1', ''))).toBeUndefined()
  })

  const iom = shared('xforms/htcds_xlsform.xml')
  test(title('IOM’s own form is read, question by question', iom), () => {
    const blank = iom === '' ? undefined : readBlank(iom)
    if (!blank) return
    expect(blank).toMatchObject({ id: 'htcds_xlsform', version: 'vSmt4GQA3C9uBMLPEVfgND', title: 'htcds_xlsform' })
    expect(blank.questions.filter((name) => !keptFieldOf('htcds', name) && !leftFieldOf(name))).toEqual(['start', 'end'])
  })
})

const linesIn = async (text: string | Buffer): Promise<{ line: number; cells: string[] }[]> => {
  const lines = []
  for await (const line of linesOf(Buffer.from(text))) lines.push(line)
  return lines
}

test.each([
  ['commas', 'a,b\n1,"x,\ny"\n2,z\n'], ['semicolons', 'a;b\r\n1;"x,\ny"\r\n2;z\r\n'], ['tabs', 'a\tb\n1\t"x,\ny"\n2\tz\n'], ['a byte order mark', '\uFEFFa,b\n1,"x,\ny"\n2,z\n'],
])('a table with %s is read with the lines its rows end on', async (_what, text) => {
  expect(await linesIn(text)).toEqual([{ line: 1, cells: ['a', 'b'] }, { line: 3, cells: ['1', 'x,\ny'] }, { line: 4, cells: ['2', 'z'] }])
})

test('a table in an older alphabet is read too', async () => {
  expect(await linesIn(Buffer.from('a,b\nM\u00e9xico,1\n', 'latin1'))).toEqual([{ line: 1, cells: ['a', 'b'] }, { line: 2, cells: ['México', '1'] }])
})

test('the four units are those of IC-TIP', () => {
  expect(units).toEqual(['event', 'victim', 'perpetrator', 'reporting-entity'])
})

test('the settings of ODK Collect are deflated JSON in base64', () => {
  const settings = inflateSync(Buffer.from(collectSettings('https://nodo.example/openrosa', 'equipo-x', 'k7m2p'), 'base64')).toString()
  expect(JSON.parse(settings)).toEqual({ general: { protocol: 'odk_default', server_url: 'https://nodo.example/openrosa', username: 'equipo-x', password: 'k7m2p' }, admin: {} })
})
