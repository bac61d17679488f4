// Charts: classes, compact paths, periods in words, and the same numbers in the drawing and in its table.
import { geoMercator } from 'd3-geo'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Topology } from 'topojson-specification'
import { describe, expect, test } from 'vitest'
import { AreaMap, areaMapTable, type AreaMapProps } from './area-map.tsx'
import { BarSeries, barSeriesTable } from './bar-series.tsx'
import { levelOf, quantileClasses } from './classes.ts'
import { compactPath } from './compact-path.ts'
import { cutText, numberText, periodText } from './format.ts'
import { FlowBands, flowBandsTable, type FlowBandsProps } from './flow-bands.tsx'
import { LineBand, lineBandTable, type LineBandProps } from './line-band.tsx'
import { LineSeries, lineSeriesTable, type LineSeriesProps } from './line-series.tsx'
import { PairBars, pairBarsTable, type PairBarsProps } from './pair-bars.tsx'
import { PointMap, pointMapTable } from './point-map.tsx'
import { SmallMultiples, smallMultiplesTable, type SmallMultiplesProps } from './small-multiples.tsx'

const basics = { id: 'c', title: 'Título', description: 'Descripción', lang: 'es' as const, unit: 'víctimas' }

describe('numbers and periods in words', () => {
  test.each([
    [periodText('2024-03-01', 'month', 'es'), 'mar 2024'],
    [periodText('2024-03-01', 'month', 'en'), 'Mar 2024'],
    [periodText('2021-01-04', 'week', 'es'), 'semana 1 de 2021'],
    [periodText('2024-01-01', 'year', 'en'), '2024'],
    [periodText('2024-04-01', 'quarter', 'es'), 'T2 2024'],
    [numberText(1231320, 'es'), '1,231,320'],
    [numberText(null, 'en'), '–'],
    [numberText(0.17647, 'es'), '0.176'],
    [numberText(0, 'es'), '0'],
    [cutText('Veracruz de Ignacio', 9), 'Veracruz…'],
  ])('%s', (said, expected) => expect(said).toBe(expected))
})

describe('classes of a map', () => {
  test('nothing above zero gives no class', () => expect(quantileClasses([0, null, 0])).toEqual([]))
  test('repeated values do not make empty classes', () => {
    expect(quantileClasses([1, 1, 1, 1, 9])).toEqual([{ level: 1, from: 1, to: 1 }, { level: 2, from: 9, to: 9 }])
  })
  test('zero, unknown and classed values are told apart', () => {
    const classes = quantileClasses([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(classes).toHaveLength(5)
    expect([null, 0, 1, 10].map((value) => levelOf(value, classes))).toEqual(['none', 'zero', 1, 5])
  })
})

const square = (x: number) => [[x, 0], [x, 10], [x + 10, 10], [x + 10, 0], [x, 0]]
const topology: Topology = {
  type: 'Topology',
  arcs: [square(0), square(20), square(40)],
  objects: { territories: { type: 'GeometryCollection', geometries: ['AA', 'BB', 'CC'].map((id, index) => ({ type: 'Polygon' as const, id, arcs: [[index]] })) } },
}
const map: AreaMapProps = {
  ...basics, dimension: 'entidad', shapes: { topology, object: 'territories' }, selected: 'AA',
  areas: [{ code: 'AA', name: 'Alfa', value: 3 }, { code: 'BB', name: 'Beta', value: null }, { code: 'CC', name: 'Gama', value: 0 }],
}

describe('paths', () => {
  test('repeated points are left out and steps are whole numbers', () => {
    const projection = geoMercator().scale(57.3).translate([0, 0]).precision(0)
    const path = compactPath({ type: 'LineString', coordinates: [[0, 0], [0.1, 0], [10, 0], [10, -10]] }, projection)
    expect(path).toBe('M0 0l10 0 0 10')
  })
  test('what is smaller than half a unit is not drawn', () => {
    expect(compactPath({ type: 'LineString', coordinates: [[0, 0], [0.1, 0.1]] }, geoMercator().scale(57.3).translate([0, 0]))).toBe('')
  })
})

describe('a map', () => {
  const markup = renderToStaticMarkup(<AreaMap {...map} />)
  test('names every area with its number, and what is not known', () => {
    expect(markup).toContain('<title>Alfa: 3 víctimas</title>')
    expect(markup).toContain('<title>Beta: sin datos</title>')
    expect(markup).toContain('url(#c-hatch)')
  })
  test('holds no style attribute, which the content policy would refuse', () => expect(markup).not.toContain('style='))
  test('links its areas when given addresses', () => {
    expect(renderToStaticMarkup(<AreaMap {...map} hrefOf={(code) => `?t=${code}`} />)).toContain('href="?t=AA"')
  })
  test('is a table too', () => {
    expect(areaMapTable(map)).toEqual({ caption: 'Título', header: ['entidad', 'víctimas'], rows: [['Alfa', 3], ['Gama', 0], ['Beta', null]] })
  })
  test('places points and says them as a table', () => {
    const points = [{ key: 'p', label: 'Altar', lon: 5, lat: 5, value: 4 }]
    expect(renderToStaticMarkup(<PointMap {...basics} shapes={map.shapes} points={points} />)).toContain('<title>Altar: 4 víctimas</title>')
    expect(pointMapTable({ ...basics, points }).rows).toEqual([['Altar', 4]])
  })
})

const band: LineBandProps = {
  ...basics, grain: 'month',
  points: [
    { start: '2024-01-01', observed: 4, expected: null, upper: null, alarm: false },
    { start: '2024-02-01', observed: 12, expected: 5, upper: 9, alarm: true },
  ],
}

describe('lines', () => {
  test('an alarm is a shape with its own name', () => {
    expect(renderToStaticMarkup(<LineBand {...band} />)).toContain('<title>alarma: feb 2024, 12</title>')
  })

  test('a period not complete says what is foreseen, and the axis has room for it', () => {
    const [first] = band.points
    const late = renderToStaticMarkup(<LineBand {...band} points={[{ ...first!, nowcast: { estimate: 900, lower: 700, upper: 1200 } }]} />)
    expect(late).toContain('900 (700–1,200)</title>')
    expect(late).toContain('>1,000</text>')
  })
  test('the band as a table keeps what is not known apart from zero', () => {
    expect(lineBandTable(band).rows).toEqual([['ene 2024', 4, null, null, ''], ['feb 2024', 12, 5, 9, '▲ alarma']])
  })
  const series: LineSeriesProps = {
    ...basics, grain: 'year',
    series: [
      { key: 'a', label: 'Trata', points: [{ start: '2022-01-01', value: 805 }, { start: '2023-01-01', value: 729 }] },
      { key: 'b', label: 'Secuestro', points: [{ start: '2023-01-01', value: 463 }] },
    ],
  }
  test('a series of one date and an empty one draw without a broken number', () => {
    const none = renderToStaticMarkup(<LineSeries {...series} series={[]} />)
    const one = renderToStaticMarkup(<LineSeries {...series} series={[{ key: 'b', label: 'B', points: [{ start: '2023-01-01', value: 1 }] }]} />)
    expect(none + one + renderToStaticMarkup(<LineBand {...band} points={[]} />)).not.toMatch(/NaN|Infinity/)
  })
  test('several series as one table', () => {
    expect(lineSeriesTable(series)).toEqual({
      caption: 'Título (víctimas)', header: ['periodo', 'Trata', 'Secuestro'], rows: [['2022', 805, null], ['2023', 729, 463]],
    })
    expect(renderToStaticMarkup(<LineSeries {...series} />)).toContain('<title>Trata, 2022: 805</title>')
  })
  test('bars carry their number', () => {
    const bars = [{ key: 'x', label: 'Chiapas', value: 1200 }]
    expect(renderToStaticMarkup(<BarSeries {...basics} dimension="entidad" bars={bars} />)).toContain('1,200')
    expect(barSeriesTable({ ...basics, dimension: 'entidad', bars }).rows).toEqual([['Chiapas', 1200]])
  })
})

describe('small multiples', () => {
  const panels: SmallMultiplesProps = {
    ...basics, grain: 'year',
    series: [
      { key: 'a', label: 'Alfa', points: [{ start: '2023-01-01', value: 100 }, { start: '2024-01-01', value: 50 }] },
      { key: 'b', label: 'Beta', points: [{ start: '2023-01-01', value: 5 }, { start: '2024-01-01', value: null }] },
    ],
  }
  const paths = (markup: string) => [...markup.matchAll(/<path class="chart-line[^"]*" d="([^"]*)"/g)].map(([, d]) => d)
  test('share one scale, so that a small series stays small', () => {
    const [, shared] = paths(renderToStaticMarkup(<SmallMultiples {...panels} />))
    const [, own] = paths(renderToStaticMarkup(<SmallMultiples {...panels} hasOwnScales />))
    expect(shared).not.toBe(own)
    expect(renderToStaticMarkup(<SmallMultiples {...panels} hasOwnScales />)).toContain('<title>Beta: 5 víctimas (2023)</title>')
  })
  test('as a table keep what is not known apart from zero', () => {
    expect(smallMultiplesTable(panels).rows).toEqual([['2023', 100, 5], ['2024', 50, null]])
  })
})

describe('pairs of bars', () => {
  const pairs: PairBarsProps = { ...basics, dimension: 'entidad', names: ['2023', '2024'], pairs: [{ key: 'a', label: 'Alfa', first: 20, second: 10 }, { key: 'b', label: 'Beta', first: null, second: 0 }] }
  const markup = renderToStaticMarkup(<PairBars {...pairs} />)
  test('stand on one scale from zero', () => {
    const lengths = [...markup.matchAll(/<rect class="chart-fill-[12]" x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(lengths[0]).toBeCloseTo(2 * (lengths[1] ?? 0), 0)
    expect(lengths.slice(2)).toEqual([0, 0])
  })
  test('say both numbers, and as a table too', () => {
    expect(markup).toContain('<title>Alfa, 2023: 20 víctimas</title>')
    expect(markup).toContain('<title>Beta, 2023: – víctimas</title>')
    expect(pairBarsTable(pairs).rows).toEqual([['Alfa', 20, 10], ['Beta', null, 0]])
  })
})

describe('flows', () => {
  const flows: FlowBandsProps = {
    ...basics, stages: ['nacionalidad', 'país'], bands: [{ from: '0:MX', to: '1:MX', value: 3 }, { from: '0:VE', to: '1:MX', value: 9 }],
    stops: [{ id: '0:VE', stage: 0, label: 'Venezuela', value: 9 }, { id: '0:MX', stage: 0, label: 'México', value: 3 }, { id: '1:MX', stage: 1, label: 'México', value: 12 }],
  }
  const markup = renderToStaticMarkup(<FlowBands {...flows} />)
  test('are as wide as their amount, a country at both ends being two stops', () => {
    const widths = [...markup.matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(widths[1]).toBeCloseTo(3 * (widths[0] ?? 0), 0)
    expect(markup).toContain('<title>México → México: 3 víctimas</title>')
  })
  test('as a table begin with the widest', () => expect(flowBandsTable(flows).rows).toEqual([['Venezuela', 'México', 9], ['México', 'México', 3]]))
})

describe('a scale', () => {
  const series = (value: number) => ({ ...basics, grain: 'year' as const, series: [{ key: 'a', label: 'A', points: [{ start: '2023-01-01', value }, { start: '2024-01-01', value: 0 }] }] })
  test.each([
    ['counts are marked at whole numbers', 3, ['0', '1', '2', '3']],
    ['rates below one between them', 0.4, ['0', '0.1', '0.2', '0.3', '0.4']],
  ])('%s', (_, largest, ticks) => {
    const markup = renderToStaticMarkup(<LineSeries {...series(largest)} />)
    expect([...markup.matchAll(/text-anchor="end">([^<]+)</g)].map(([, text]) => text)).toEqual(ticks)
  })
})
