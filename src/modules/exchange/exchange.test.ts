// Dataflows as outside programs read them: the SDMX-JSON schemas, R's rsdmx, the columns of SDMX-CSV.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../../../tests/collection-files.ts'
import { observedRelease, observedSource } from '../../../tests/observed.ts'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import { statistics } from '../statistics/index.ts'
import { exchange } from './index.ts'
import { codesOf } from './rules/codes.ts'
import { formatOf } from './rules/format.ts'
import { momentsOf } from './rules/periods.ts'
import { seriesOf } from './rules/series.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, statistics, exchange] })

const rows = [
  'cve_entidad,entidad,periodo,categoria,sexo,cve_municipio,municipio,conteo,consultado_en',
  '07,CHIAPAS,2023-01,LOCALIZADA_CON_VIDA,MUJER,,,5,2026-07-09',
  '07,CHIAPAS,2023-02,LOCALIZADA_CON_VIDA,HOMBRE,,,2,2026-07-09',
  '07,CHIAPAS,2024-02,LOCALIZADA_SIN_VIDA,,,,3,2026-07-09',
  '20,OAXACA,2024-02,LOCALIZADA_CON_VIDA,MUJER,,,7,2026-07-09',
  '07,CHIAPAS,SIN_FECHA,LOCALIZADA_CON_VIDA,MUJER,,,11,2026-07-09', '',
].join('\n')

const filled = new WeakSet<TestNode['system']>()

const fill = async (node: TestNode): Promise<void> => {
  if (filled.has(node.system)) return
  filled.add(node.system)
  await importFile(node.system, { sourceId: 'rnpdno', body: bytesOf(rows), name: 'rnpdno.csv' })
}

const flow = 'RNPDNO__PERSONS'
const withheldFlow = 'RESERVED__VICTIMS'
const withholding = new WeakSet<TestNode['system']>()

/** 2024: 3 in Chiapas; in Oaxaca 4 and one withheld; in Alta Verapaz one withheld. 2023: 6 in Chiapas. */
const withhold = async ({ system, database: { owner } }: TestNode): Promise<void> => {
  if (withholding.has(system)) return
  withholding.add(system)
  const row = (territory: string, value: number | null, sex: string, start = '2024-01-01') =>
    ({ measure: 'victims', grain: 'year' as const, start, value, words: { country: territory.slice(0, 2), territory, sex } })
  await observedSource(owner, 'reserved')
  await observedRelease(owner, 'reserved', [row('MX-CHP', 6, 'female', '2023-01-01'), row('MX-CHP', 3, 'female'), row('MX-OAX', 4, 'female'), row('MX-OAX', null, 'male'), row('GT-16', null, 'female')])
}

const text = async (who: Client, url: string, accept?: string): Promise<{ body: string; type: string }> => {
  const reply = await who.asks({ method: 'GET', url, ...(accept && { headers: { accept } }) })
  expect(reply.statusCode, reply.body.slice(0, 300)).toBe(200)
  return { body: reply.body, type: String(reply.headers['content-type']) }
}

const schemas = '../shared/standards/sdmx'

const validate = (schema: string, message: unknown): void => {
  const ajv = new Ajv2019({ strict: false, unicodeRegExp: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/, date: /^\d{4}-\d\d-\d\d$/, uri: /^[a-z]+:/ } })
  const check = ajv.compile(JSON.parse(readFileSync(`${schemas}/${schema}`, 'utf8')) as object)
  expect(check(message), JSON.stringify(check.errors?.slice(0, 3))).toBe(true)
}

describe('rules', () => {
  test('words become identifiers, told apart when they would be equal, the same each time', () => {
    const name = (value: string) => ({ es: value, en: value })
    const ids = (words: (string | null)[]) => codesOf(words, name).map(({ id }) => id)
    expect(ids(['MX-CHP', 'Robo a negocio', 'Lesiones', null])).toEqual(['MX-CHP', 'ROBO_A_NEGOCIO', 'Lesiones', '_U'])
    const clash = ids(['año', 'ano!', 'ano?'])
    expect(new Set(clash).size).toBe(3)
    expect(ids(['ano?', 'año', 'ano!'])).toEqual([clash[2], clash[0], clash[1]])
    expect(ids(['¿¡'])[0]).toMatch(/^C_[0-9A-F]{6}$/)
  })

  test.each([
    ['2024', ['2024', '2024']], ['2024-Q2', ['2024-04', '2024-06']], ['2024-S2', ['2024-07', '2024-12']], ['2024-M03', ['2024-03', '2024-03']],
    ['2020-W53', ['2020-12-28', '2021-01-03']], ['2024-03-31T00:00:00', ['2024-03-31', '2024-03-31']], ['2024-Q5', undefined], ['ayer', undefined], ['2024-13', undefined],
  ])('the period %s', (period, moments) => expect(momentsOf(period)).toEqual(moments))

  test.each([
    ['', '*/*', 'xml'], ['', 'application/vnd.sdmx.data+json;version=2.0.0', 'json'], ['', 'text/html,application/xhtml+xml', 'xml'],
    ['', 'application/vnd.sdmx.data+csv', 'csv'], ['csv', 'application/json', 'csv'], ['pdf', '', undefined],
  ])('format=%s and Accept: %s', (format, accept, expected) => expect(formatOf({ format, accept })).toBe(expected))
})

story('dataflow.list: what there is, in JSON and on the public page', async ({ nadie, node }) => {
  await fill(node)
  const { items } = await nadie.sees<{ items: { id: string; dimensions: string[] }[] }>('/api/dataflows')
  expect(items.map(({ id }) => id)).toContain(flow)
  expect(items.find(({ id }) => id === flow)?.dimensions).toEqual(['FREQ', 'REF_AREA', 'CATEGORY', 'SEX', 'TIME_PERIOD'])
  expect((await text(nadie, '/en/sdmx')).body).toContain(flow)
})

story('dataflow.data: refused with what there is instead', async ({ nadie, node }) => {
  await fill(node)
  expect((await nadie.isRefused('GET', '/sdmx/2.1/data/NADA')).title).toContain(flow)
  expect((await nadie.isRefused('GET', `/sdmx/2.1/data/${flow}/M.MX-CHP`)).title).toContain('FREQ.REF_AREA.CATEGORY.SEX')
  expect((await nadie.isRefused('GET', `/sdmx/2.1/data/${flow}/M.MX-ZZZ..`)).title).toContain('MX-CHP')
  expect(await nadie.isRefused('GET', `/sdmx/2.1/data/${flow}?startPeriod=ayer`)).toMatchObject({ status: 400, code: 'dataflow.badPeriod' })
  for (const query of ['detail=dataonly', 'updatedAfter=2024', 'includeHistory=true', 'dimensionAtObservation=AllDimensions', 'format=pdf']) {
    expect(await nadie.isRefused('GET', `/sdmx/2.1/data/${flow}?${query}`), query).toMatchObject({ status: 501 })
  }
  expect(await nadie.isRefused('GET', `/sdmx/2.1/data/${flow}?startPeriod=1990&endPeriod=1991`)).toMatchObject({ status: 404 })
})

story('dataflow.data: SDMX-CSV, one line an observation, the undated in none', async ({ nadie, node }) => {
  await fill(node)
  const { body, type } = await text(nadie, `/sdmx/2.1/data/SIDMI,${flow},1.0/A...?format=csv`)
  const [header, ...lines] = body.trim().split('\r\n')
  expect(type).toBe('application/vnd.sdmx.data+csv;version=2.0.0')
  expect(header).toBe('STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,CATEGORY,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,RELEASE,SOURCE')
  const cells = lines.map((line) => line.split(',').slice(0, 9).join(','))
  expect(cells.sort()).toEqual([
    `dataflow,SIDMI:${flow}(1.0),R,A,MX-CHP,LOCALIZADA_CON_VIDA,female,2023,5`,
    `dataflow,SIDMI:${flow}(1.0),R,A,MX-CHP,LOCALIZADA_CON_VIDA,male,2023,2`,
    `dataflow,SIDMI:${flow}(1.0),R,A,MX-CHP,LOCALIZADA_SIN_VIDA,_U,2024,3`,
    `dataflow,SIDMI:${flow}(1.0),R,A,MX-OAX,LOCALIZADA_CON_VIDA,female,2024,7`,
  ])
  const summed = await text(nadie, `/sdmx/2.1/data/${flow}/M.MX-CHP._T._T?format=csv&startPeriod=2024-Q1`)
  expect(summed.body.trim().split('\r\n').slice(1).map((line) => line.split(',').slice(3, 9))).toEqual([['M', 'MX-CHP', '_T', '_T', '2024-02', '3']])
  const statuses = async (key: string) => Object.fromEntries((await text(nadie, `/sdmx/2.1/data/${flow}/${key}?format=csv`)).body.trim().split('\r\n').slice(1).map((line) => [line.split(',')[7], line.split(',')[9]]))
  expect(await statuses('A._T._T._T')).toEqual({ 2023: 'A', 2024: 'P' })
  expect(Object.values(await statuses('M._T._T._T'))).not.toContain('P')
  expect((await text(nadie, `/sdmx/2.1/data/${flow}/A._T._T._T`)).body).toContain('<generic:ObsDimension value="2024"/><generic:ObsValue value="10"/><generic:Attributes><generic:Value id="OBS_STATUS" value="P"/>')
  const last = await text(nadie, `/sdmx/2.1/data/${flow}/A._T._T._T?format=csv&lastNObservations=1`)
  expect(last.body.trim().split('\r\n').slice(1).map((line) => line.split(',').slice(7, 9))).toEqual([['2024', '10']])
})

story('dataflow.data: what is withheld in any part has no value and the status Q, never nought', async ({ nadie, node }) => {
  await withhold(node)
  const cells = async (key: string) =>
    (await text(nadie, `/sdmx/2.1/data/${withheldFlow}/A.${key}?format=csv`)).body.trim().split('\r\n').slice(1).map((line) => line.split(',').slice(4, 9).join(' ')).sort()
  expect(await cells('.')).toEqual(['GT-16 female 2024  Q', 'MX-CHP female 2023 6 A', 'MX-CHP female 2024 3 A', 'MX-OAX female 2024 4 A', 'MX-OAX male 2024  Q'])
  expect(await cells('._T')).toEqual(['GT-16 _T 2024  Q', 'MX-CHP _T 2023 6 A', 'MX-CHP _T 2024 3 A', 'MX-OAX _T 2024  Q'])
  expect(await cells('_T._T')).toEqual(['_T _T 2023 6 A', '_T _T 2024  Q'])
  const { body } = await text(nadie, `/sdmx/2.1/data/${withheldFlow}/A.GT-16.`)
  expect(body).toContain('<generic:Obs><generic:ObsDimension value="2024"/><generic:Attributes><generic:Value id="OBS_STATUS" value="Q"/></generic:Attributes></generic:Obs>')
  expect((await text(nadie, `/sdmx/2.1/datastructure/SIDMI/${withheldFlow}/1.0`)).body).toMatch(/<structure:Code id="A">[^]*<structure:Code id="Q">/)
})

test('a sum of which one row is withheld has no value, in whichever order they come', () => {
  const asked = [{ dimension: { id: 'REF_AREA', name: { es: '', en: '' }, from: ['territory' as const], codes: [] }, isSummed: true, only: null }]
  const rows = [{ territory: 'MX-CHP', year: 2024, value: 3 }, { territory: 'GT-16', year: 2024, value: null, withheld: 1 }, { territory: 'MX-CHP', year: 2023, value: 0 }]
  for (const some of [rows, rows.toReversed()]) {
    expect(seriesOf(some, asked, { frequency: 'A', time: 'year' })[0]?.observations).toEqual([{ period: '2023', value: 0 }, { period: '2024', value: null }])
  }
})

const hasSchemas = existsSync(schemas)

interface Message {
  data: {
    dataSets: { series: Record<string, { observations: Record<string, [number | null, number]> }> }[]
    structures: { attributes: { observation: { values: { id: string }[] }[] } }[]
  }
}

story(`dataflow.data and dataflow.structure: SDMX-JSON${hasSchemas ? ', valid against the schemas of SDMX' : ' (schemas not checked: they are not beside the project)'}`, async ({ nadie, node }) => {
  await fill(node)
  const data = JSON.parse((await text(nadie, `/sdmx/2.1/data/${flow}/A..._T`, 'application/vnd.sdmx.data+json')).body) as Message
  const values = Object.values(data.data.dataSets[0]?.series ?? {}).flatMap(({ observations }) => Object.values(observations).map(([value]) => value))
  expect(values.sort()).toEqual([3, 7, 7])
  const structures = await Promise.all(['/sdmx/2.1/dataflow/SIDMI/all', `/sdmx/2.1/datastructure/SIDMI/${flow}/1.0`].map((url) => text(nadie, `${url}?format=json`)))
  await withhold(node)
  const withheld = JSON.parse((await text(nadie, `/sdmx/2.1/data/${withheldFlow}/A.GT-16.`, 'application/vnd.sdmx.data+json')).body) as Message
  expect(withheld.data.dataSets[0]?.series['0:0:0']).toEqual({ observations: { 0: [null, 1] } })
  expect(withheld.data.structures[0]?.attributes.observation[0]?.values.map(({ id }) => id)).toEqual(['A', 'Q', 'P'])
  if (!hasSchemas) return
  validate('sdmx-json-data-schema.json', withheld)
  validate('sdmx-json-data-schema.json', data)
  for (const { body } of structures) validate('sdmx-json-structure-schema.json', JSON.parse(body))
})

const inR = (files: Record<string, string>, expression: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sdmx-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const run = spawnSync('Rscript', ['-e', `suppressMessages(library(rsdmx)); ${expression}`], { cwd: folder, encoding: 'utf8' })
  expect(run.status, run.stderr.slice(-500)).toBe(0)
  return run.stdout
}

const hasRsdmx = spawnSync('Rscript', ['-e', 'library(rsdmx)']).status === 0

story(`dataflow.data and dataflow.structure: SDMX-ML 2.1${hasRsdmx ? ', read by rsdmx' : ' (not read by rsdmx: it is not installed)'}`, async ({ nadie, node }) => {
  await fill(node)
  const { body, type } = await text(nadie, `/sdmx/2.1/data/${flow}/A...`)
  expect(type).toBe('application/vnd.sdmx.genericdata+xml;version=2.1')
  const structure = (await text(nadie, `/sdmx/2.1/datastructure/SIDMI/${flow}/1.0`)).body
  if (!hasRsdmx) return
  const read = inR({ 'data.xml': body, 'structure.xml': structure },
    `d <- as.data.frame(readSDMX("data.xml", isURL = FALSE)); cat(sum(as.numeric(d$obsValue)), nrow(d), paste(sort(names(d)), collapse = " "), "\\n");
     s <- readSDMX("structure.xml", isURL = FALSE); cat(length(s@codelists@codelists), s@datastructures@datastructures[[1]]@id, "\\n")`)
  expect(read.trim().split('\n').map((line) => line.trim())).toEqual(['17 4 CATEGORY FREQ OBS_STATUS obsTime obsValue REF_AREA SEX', `5 ${flow}`])
  await withhold(node)
  const withheld = (await text(nadie, `/sdmx/2.1/data/${withheldFlow}/A.._T`)).body
  expect(inR({ 'data.xml': withheld }, 'd <- as.data.frame(readSDMX("data.xml", isURL = FALSE)); cat(paste(d$REF_AREA, d$obsValue, d$OBS_STATUS, collapse = ","))'))
    .toBe('MX-CHP 6 A,MX-CHP 3 A,GT-16 NA Q,MX-OAX NA Q')
})
