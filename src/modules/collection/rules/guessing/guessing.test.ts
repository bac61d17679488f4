// Guesses as tables of cases: real heads of publishers' files, and made-up ones with the troubles real ones have.
import { describe, expect, test } from 'vitest'
import { real } from '../../../../../tests/collection-files.ts'
import { guessed, knowledge } from '../../../../../tests/guessed.ts'
import { knowledgeOf } from '../../actions/knowledge.ts'
import { rolesOf, type Draft, type DraftProfile } from '../../model/draft.ts'
import { withMeaning } from '../../model/draft-changes.ts'
import { bytesAt } from '../bytes.ts'
import { sources } from '../sources.ts'
import { guessEncoding } from './encoding.ts'
import { nearTo } from './likeness.ts'
import { meaningOf, suggestionsFor } from './meanings.ts'
import { repaired } from './mojibake.ts'
import { signsOf, valueOf } from './numbers.ts'
import { offenceOf, offencesNear } from './offences.ts'
import { periodOfTitle } from './periods.ts'
import { countryNamed, isTotalWord } from './places.ts'
import { previewOf } from './preview.ts'
import { lookAt } from './raw.ts'
import { sampleOf } from './sample.ts'
import { shapeOf } from './shape.ts'
import { sketch } from './sketch.ts'

const columnOf = (words: readonly string[]) => sampleOf(['x'], words.map((word, line) => ({ line, cells: [word] })), { above: [], isWhole: true }).columns[0]!

describe('letters', () => {
  const text = 'Michoacán;Peñón;Querétaro;Güines;¿Cuántos años?\n'
  const ibm850 = Buffer.from(Array.from(text, (letter) => ({ á: 0xa0, é: 0x82, ñ: 0xa4, ü: 0x81, '¿': 0xa8 })[letter] ?? letter.charCodeAt(0)))
  test.each([
    ['utf-8', Buffer.from(text)], ['utf-8', Buffer.from(`\uFEFF${text}`)], ['utf-8', Buffer.from('a;b\n')], ['windows-1252', Buffer.from(text, 'latin1')],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')], ['utf-16le', Buffer.from(text, 'utf16le')], ['utf-16be', Buffer.from(text, 'utf16le').swap16()], ['ibm850', ibm850],
  ])('are %s', (encoding, bytes) => expect(guessEncoding(bytes).encoding).toBe(encoding))

  test.each([['MÃ©xico', 'México'], ['NacionÃ¡l', 'Nacionál'], ['paÃ­s', 'país'], ['México', undefined], ['São Paulo', undefined], ['Â¿QuÃ©?', '¿Qué?']])('%s was %s', (word, right) => expect(repaired(word)).toBe(right))
})

describe('numbers', () => {
  test.each([
    [['1.204', '31', '1.020.300'], { thousands: '.', decimal: ',', isOpen: true }],
    [['1,204', '31', '2,020', '3,001'], { thousands: ',', decimal: '.', isOpen: false }],
    [['1.204,5', '31,2'], { thousands: '.', decimal: ',', isOpen: false }],
    [['1 204', '31', '9 999', '1 000'], { thousands: ' ', decimal: '.', isOpen: false }],
    [["1'204", '2'], { thousands: "'", decimal: '.', isOpen: false }],
    [['12', '3'], { decimal: '.', isOpen: false }],
    [['12,5', '3'], { decimal: ',', isOpen: false }],
  ])('of %j', (words, signs) => expect(signsOf([columnOf(words)])).toEqual(signs))

  test.each([['1.204', { thousands: '.', decimal: ',' }, 1204], ['1 204,5', { thousands: ' ', decimal: ',' }, 1204.5], ['<5', { decimal: '.' }, undefined], ['−3', { decimal: '.' }, -3]] satisfies [string, Parameters<typeof valueOf>[1], number | undefined][])('%s is worth', (word, signs, value) => expect(valueOf(word, signs)).toBe(value))
})

test.each([
  ['Ene-24', { month: 1, year: 2024 }], ['enero', { month: 1 }], ['SETIEMBRE', { month: 9 }], ['Août', { month: 8 }], ['Dez', { month: 12 }], ['Feb 2023', { month: 2, year: 2023 }], ['2024-03', { month: 3, year: 2024 }],
  ['202403', { month: 3, year: 2024 }], ['2019', { year: 2019 }], ['Año 2019', { year: 2019 }], ['2024-03-01', { month: 3, year: 2024 }], ['Total', undefined], ['Número', undefined], ['12', undefined],
])('the title %s names a period', (title, period) => expect(periodOfTitle(title)).toEqual(period))

describe('offences', () => {
  test.each([
    ['Trata de personas', 'tip'], ['TRATA', 'tip'], ['Human trafficking', 'tip'], ['Tráfico ilícito de migrantes', 'smuggling'], ['Smuggling of migrants', 'smuggling'], ['Tráfico de indocumentados', 'smuggling'],
    ['Secuestro', 'kidnapping'], ['kidnapping', 'kidnapping'], ['Extorsión', 'extortion'], ['Homicidio doloso', 'homicide'], ['Homicidio', undefined], ['Robo', undefined], ['Tráfico de personas', undefined], ['Violación de domicilio', undefined],
  ])('%s means %s', (word, offence) => expect(offenceOf(word, knowledge.offences)).toBe(offence))

  test('trafficking and smuggling are never offered for one another; a word that may be either offers both', () => {
    const offered = (word: string): string[] => offencesNear(word, knowledge.offences).map(({ meaning }) => meaning.replace(/-.*/, ''))
    for (const word of ['Trata de persona', 'Trafficking of persons', 'traite']) expect(offered(word)).not.toContain('smuggling')
    for (const word of ['Trafico ilícito de migrante', 'Tráfico de migrantes agravado', 'migrants smuggling']) expect(offered(word)).not.toContain('tip')
    expect(offered('Tráfico de personas')).toEqual(['tip', 'smuggling'])
  })
})

describe('places and peoples', () => {
  test.each([['guatemalteca', 'GT'], ['Hondureños', 'HN'], ['SALVADOREÑA', 'SV'], ['Venezuelan', 'VE'], ['Méjico', 'MX'], ['HTI', 'HT'], ['Brésil', 'BR'], ['Estadounidense', 'US'], ['marciana', undefined]])('%s is of %s', (word, code) => expect(countryNamed(word, knowledge)).toBe(code))
  test.each([['Nacional', true], ['TOTAL', true], ['Total general', true], ['Ambos sexos', true], ['Total de casos', true], ['Chiapas', false], ['Totalco', false]])('%s is a total: %s', (word, isTotal) => expect(isTotalWord(word)).toBe(isTotal))
  test.each([['Tamaulipsa', 'MX-TAM'], ['Chiappas', 'MX-CHP'], ['Guerero', 'MX-GRO'], ['Edo. Mexico', 'MX-MEX']])('«%s» is suggested to be %s', (word, code) => expect(suggestionsFor('place', word, knowledge, 'MX')[0]?.meaning).toBe(code))
  test('a word is suggested what it meant in an earlier profile', () => {
    const [source] = sources
    const [profile] = source!.profiles
    const before = { ...source!, profiles: [{ ...profile!, territory: { kind: 'name' as const, column: 'x', country: 'MX', unspecified: [], codes: { 'La Capital': 'MX-CMX' } } }] }
    const remembering = knowledgeOf([before], { ownCountry: 'MX', now: new Date() })
    expect(suggestionsFor('place', 'la capital', remembering, 'MX')[0]?.meaning).toBe('MX-CMX')
    expect(suggestionsFor('place', 'la capital', knowledge, 'MX')[0]?.meaning).not.toBe('MX-CMX')
  })
  test('m is a man, unless h is', () => {
    expect([meaningOf('sex', 'M', ['M', 'F'], knowledge), meaningOf('sex', 'M', ['H', 'M'], knowledge), meaningOf('sex', 'H', ['H', 'M'], knowledge)]).toEqual(['male', 'female', 'male'])
  })
  test('the nearest word comes first, nothing far comes at all', () => {
    expect(nearTo('Hondruas', knowledge.countries)[0]?.meaning).toBe('HN')
    expect(nearTo('zzzz', knowledge.countries)).toEqual([])
  })
})

test('the table is found under its titles and above its notes', () => {
  const rows = [['Informe anual', '', ''], ['Corte: 2024', '', ''], ['Estado', 'Año', 'Casos'], ['Chiapas', '2023', '4'], ['Oaxaca', '2023', '5'], ['Fuente: la oficina', '', '']]
  const shape = shapeOf(rows.map((cells, at) => ({ line: at + 1, cells })), true)
  expect(shape).toMatchObject({ header: ['Estado', 'Año', 'Casos'], headerLine: 3, above: ['Informe anual', 'Corte: 2024'] })
  expect([shape.rows.length, shape.notes.length]).toEqual([2, 1])
})

describe('dates', () => {
  const rows = (dates: readonly string[]): string[] => ['fecha;estado;victimas', ...dates.map((date, at) => `${date};${['Chiapas', 'Oaxaca', 'Puebla'][at % 3] ?? ''};${at + 1}`)]
  test.each([
    [['31/01/2024', '02/03/2024'], 'DD/MM/YYYY', 0], [['01/31/2024', '03/02/2024'], 'MM/DD/YYYY', 0], [['02/03/2024', '04/05/2024'], 'DD/MM/YYYY', 2], [['01/02/2024', '01/03/2024', '01/04/2024'], 'DD/MM/YYYY', 2],
    [['2024-01-31', '2024-02-28'], 'YYYY-MM-DD', 0], [['202401', '202402'], 'YYYYMM', 0], [['ene-24', 'feb-24'], 'Mon-YY', 0], [['13-Jan-20', '1-Feb-20'], 'D-Mon-YY', 0], [['3 de enero de 2024', '14 de marzo de 2024'], 'D Month YYYY', 0],
    [['January 05, 2020', 'March 1, 2020'], 'Month D, YYYY', 0], [['2024-W10', '2024-W11'], 'week', 0], [['2024-01', '2024-02'], 'YYYY-MM', 0],
  ])('%j are %s', async (dates, style, answers) => {
    const { profile, findings } = await guessed(rows(dates))
    expect(profile.period).toMatchObject({ kind: 'date', style })
    expect(findings.filter(({ column, certainty }) => column === 'fecha' && certainty === 'ask').flatMap((finding) => finding.answers)).toHaveLength(answers)
  })
  test('undated words are kept apart, year and month may stand in columns of their own', async () => {
    expect((await guessed(rows(['2024-01-31', 'SIN_FECHA', '2024-02-01']))).profile.period).toMatchObject({ undated: ['SIN_FECHA'] })
    expect((await guessed(['Año,Mes,Estado,Casos', '2023,Enero,Chiapas,3', '2023,Febrero,Oaxaca,4'])).profile.period).toEqual({ kind: 'parts', year: 'Año', month: 'Mes', undated: [] })
    expect((await guessed(['Estado,Casos', 'Chiapas,3', 'Oaxaca,4'], 'casos 2023.csv')).profile.period).toEqual({ kind: 'fixed', grain: 'year', start: '2023-01-01', inTitle: true })
  })
})

const rolesIn = (profile: DraftProfile): Record<string, string> => Object.fromEntries(rolesOf(profile))

describe('whole files', () => {
  test('wide years, a total that is the sum of the others by its figures alone', async () => {
    const { profile, preview } = await guessed(['Provincia\t2021\t2022\t2023', 'Pichincha\t1\t2\t3', 'Guayas\t4\t5\t6', 'Azuay\t2\t2\t2', 'Ecuador entero\t7\t9\t11'], 'ecuador.tsv')
    expect(profile).toMatchObject({ territory: { kind: 'name', country: 'EC' }, leftOut: [{ column: 'Provincia', values: ['Ecuador entero'], why: 'total' }] })
    expect(preview.totals.map(({ period, value }) => [period, value])).toEqual([['2021', 7], ['2022', 9], ['2023', 11]])
  })
  test('a total column beside its parts is told, a rate is not used, units are read from titles', async () => {
    const { draft, profile, findings } = await guessed(['Año,Departamento,Víctimas hombres,Víctimas mujeres,Total víctimas,Tasa', '2023,Cortés,3,4,7,1.2', '2023,Yoro,1,1,2,0.3', '2023,Colón,5,1,6,0.9'])
    expect(draft.measures.map(({ unit, isDefault, name }) => [unit, isDefault, name.es])).toEqual([['victims', true, 'Total víctimas'], ['victims', false, 'Víctimas hombres'], ['victims', false, 'Víctimas mujeres']])
    expect(rolesIn(profile)).not.toHaveProperty('Tasa')
    expect(findings.map(({ says }) => says.es).join()).toMatch(/suma de las otras cifras/)
  })
  test('damaged letters are put right and said', async () => {
    const { profile, preview, findings } = await guessed(['AÃ±o,Estado,VÃ­ctimas', '2023,MichoacÃ¡n,3', '2023,QuerÃ©taro,4'])
    expect(rolesIn(profile)).toEqual({ Víctimas: 'figure', Estado: 'place', Año: 'year' })
    expect([preview.counts.accepted, preview.unknown]).toEqual([2, []])
    expect(findings.map(({ says }) => says.es).join()).toMatch(/«AÃ±o» se lee «Año»/)
  })
  test('codes that look like numbers are not counted; what identifies a row is found', async () => {
    const { profile } = await guessed(['folio,clave,estado,anio,casos', ...Array.from({ length: 12 }, (_, at) => `${1000 + at},${at + 1},Chiapas,2023,${at}`)])
    expect([Object.values(profile.measures).length, profile.key]).toEqual([1, ['folio']])
  })
  test('several peoples in one cell, codes for unknown and for others, coordinates in one cell and as a point', async () => {
    const { profile, preview } = await guessed(['fecha;pais;nacionalidad;coordenadas;punto;muertos', '2023-01-02;México;Hondureña, Guatemalteca;"19.4, -99.1";POINT (-99.1 19.4);2', '2023-01-03;México;UNK;"19.5, -99.2";POINT (-99.2 19.5);1', '2023-01-04;Guatemala;OOO;"14.6, -90.5";POINT (-90.5 14.6);1'])
    expect(profile.nationality).toMatchObject({ separator: ',', unspecified: ['UNK'], others: ['OOO'], codes: { Hondureña: 'HN', Guatemalteca: 'GT' } })
    expect(profile.territory).toMatchObject({ kind: 'country' })
    expect(profile.coordinates).toEqual({ wkt: 'punto' })
    expect(preview.counts).toMatchObject({ accepted: 3, refused: 0 })
  })
  test('each row counts one when no column is a figure', async () => {
    const { profile, preview } = await guessed(['fecha,estado,delito', '2023-01-02,Chiapas,Secuestro', '2023-01-03,Oaxaca,Extorsión', '2023-01-03,Oaxaca,Extorsión'])
    expect(Object.values(profile.measures)).toEqual([{ from: 'row', when: [] }])
    expect(preview.totals).toMatchObject([{ period: '2023-01', value: 3 }])
  })
})

describe('real files', () => {
  const whole = async (file: string, decide = (draft: Draft): Draft => draft) => {
    const seen = await lookAt(bytesAt(file), file.split('/').at(-1) ?? '', 10_000)
    const draft = decide((await sketch(seen, knowledge)).draft)
    return { profile: draft.profile, preview: await previewOf(bytesAt(file), draft, seen, { mostRows: Infinity, knowledge }) }
  }
  const yearly = (totals: readonly { period: string | null; value: number }[]) => Object.fromEntries(totals.map(({ period, value }) => [period, value]))

  real('Darién by nationality, untold, gives the published totals but for two codes no catalogue has', 'iom_gdidata/irreg_darien_nat.csv', async (file) => {
    const { preview } = await whole(file)
    expect(preview.unknown.map(({ word }) => word)).toEqual(['TIB', 'XKX'])
    expect(yearly(preview.totals)).toMatchObject({ 2019: 22_102, 2024: 302_203 })
  })
  real('RNPDNO 2023 asks one thing, what the 33rd state is; told so, it gives its check figures and keeps the undated apart', 'mexico_rnpdno/rnpdno_agg_2023.csv.gz', async (file) => {
    expect((await whole(file)).preview.unknown.map(({ word }) => word)).toEqual(['33'])
    const { preview } = await whole(file, (draft) => withMeaning(draft, 'place', '33', null))
    expect(preview.totals.filter(({ period }) => period !== null).reduce((sum, { value }) => sum + value, 0)).toBe(10_342 + 20_026 + 1917)
    expect(preview.totals.find(({ period }) => period === null)?.value).toBe(10_387 + 26_402 + 2276)
  })
  real('SESNSP by state, untold, is read as twelve months a row by national codes', 'mexico_sesnsp/sesnsp_estatal_release2024-07_latin1_wide.csv', async (file) => {
    const { profile, preview } = await whole(file)
    expect(profile).toMatchObject({ period: { kind: 'wide-months', year: 'Año' }, territory: { kind: 'national-code', column: 'Clave_Ent' }, offence: { kind: 'codes', codes: { 'Trata de personas': 'tip', Secuestro: 'kidnapping' } } })
    expect(preview.counts.read).toBe(31_360)
    expect(preview.unknown.every(({ kind }) => kind === 'offence')).toBe(true)
  })
  real('GLOTIP’s workbook is read under its titles, with suppressed figures withheld', 'unodc/data_glotip_2023-05-30.xlsx', async (file) => {
    const { profile, preview } = await whole(file)
    expect(profile).toMatchObject({ period: { kind: 'parts', year: 'Year' }, suppressed: ['<5'], thousands: ',', territory: { kind: 'country', column: 'Country' } })
    expect(preview.counts.read).toBe(46_556)
    expect(preview.counts.withheld).toBeGreaterThan(3000)
  })
})
