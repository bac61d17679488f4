// Geographic shapes as short SVG paths: whole-number relative steps, repeated points left out.
import type { GeoPermissibleObjects, GeoProjection } from 'd3-geo'
import { geoPath } from 'd3-geo'

interface Pen {
  text: string[]
  x: number
  y: number
  pending: { x: number; y: number } | undefined
}

const step = (dx: number, dy: number): string => `${dx}${dy < 0 ? '' : ' '}${dy}`

const draw = (pen: Pen, x: number, y: number): void => {
  const [right, down] = [Math.round(x), Math.round(y)]
  if (right === pen.x && down === pen.y) return
  if (pen.pending) pen.text.push(`M${pen.pending.x} ${pen.pending.y}l`)
  else pen.text.push(right - pen.x < 0 ? '' : ' ')
  pen.text.push(step(right - pen.x, down - pen.y))
  pen.pending = undefined
  pen.x = right
  pen.y = down
}

// Rings that round to a single point never reach the text: their move stays pending.
const lift = (pen: Pen, x: number, y: number): void => {
  pen.x = Math.round(x)
  pen.y = Math.round(y)
  pen.pending = { x: pen.x, y: pen.y }
}

const close = (pen: Pen): void => {
  if (!pen.pending) pen.text.push('z')
}

/** The shape under the projection as the `d` of a path; empty when it is smaller than half a unit. */
export const compactPath = (shape: GeoPermissibleObjects, projection: GeoProjection): string => {
  const pen: Pen = { text: [], x: 0, y: 0, pending: undefined }
  const context = {
    beginPath: () => undefined,
    moveTo: (x: number, y: number) => lift(pen, x, y),
    lineTo: (x: number, y: number) => draw(pen, x, y),
    closePath: () => close(pen),
    arc: () => undefined,
  }
  geoPath(projection, context)(shape)
  return pen.text.join('')
}
