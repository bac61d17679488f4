// Charts: classes, compact paths, periods in words, and the same numbers in the drawing and in its table.
import { geoMercator } from 'd3-geo'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Topology } from 'topojson-specification'
import { describe, expect, test } from 'vitest'
import { AreaMap, areaMapTable, type AreaMapProps } from './area-map.tsx'
import { BarSeries, barSeriesTable } from './bar-series.tsx'
import { levelOf, quantileClasses } from './classes.ts'
import { compactPath } from './compact-path.ts'
import { cutText, isoWeek, numberText, periodText } from './format.ts'
import { LineBand, lineBandTable, type LineBandProps } from './line-band.tsx'
import { LineSeries, lineSeriesTable, type LineSeriesProps } from './line-series.tsx'
import { PointMap, pointMapTable } from './point-map.tsx'

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
    [cutText('Veracruz de Ignacio', 9), 'Veracruz…'],
  ])('%s', (said, expected) => expect(said).toBe(expected))

  test('the ISO week of the first days of a year may belong to the year before', () => {
    expect(isoWeek(new Date('2021-01-01T00:00:00Z'))).toEqual({ year: 2020, week: 53 })
  })
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
