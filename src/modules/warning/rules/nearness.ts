// Which territories are near which: by coordinates, or by steps from neighbour to neighbour.

const earthRadius = 6371

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Kilometres between two points [longitude, latitude], on a sphere. */
export const kilometres = ([lon1, lat1]: readonly [number, number], [lon2, lat2]: readonly [number, number]): number => {
  const half = Math.sin(radians(lat2 - lat1) / 2) ** 2
    + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** For each point all points by distance, itself first; ties in the order given. */
export const nearnessByDistance = (points: readonly (readonly [number, number])[]): number[][] =>
  points.map((centre) => {
    const distances = points.map((point) => kilometres(centre, point))
    return points.map((_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b)
  })

/** For each place those reachable from it, by the fewest steps between neighbours, itself first; ties in the order of the lists. */
export const nearnessBySteps = (neighbours: readonly (readonly number[])[]): number[][] =>
  neighbours.map((_, centre) => {
    const order = [centre]
    const seen = new Set(order)
    for (const place of order) {
      for (const next of neighbours[place] ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        order.push(next)
      }
    }
    return order
  })
