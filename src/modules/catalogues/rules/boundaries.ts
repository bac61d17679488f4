// The outlines of countries and territories for maps drawn on the server; the browser fetches the same files from /assets/boundaries/.
import type { Topology } from 'topojson-specification'
import admin0 from '../../../../content/boundaries/admin0.topo.json' with { type: 'json' }
import admin1 from '../../../../content/boundaries/admin1.topo.json' with { type: 'json' }
import region from '../../../../content/boundaries/region.topo.json' with { type: 'json' }

export type BoundaryName = 'region' | 'admin0' | 'admin1'

const topologies: Readonly<Record<BoundaryName, unknown>> = { region, admin0, admin1 }

/**
 * TopoJSON in WGS 84, ISO codes as `id`, no names. Objects: `countries` in all three; `territories` in `admin1` (the Americas)
 * and `region` (the 13 countries, with their neighbours in `countries`).
 */
export const boundaries = (name: BoundaryName): Topology => topologies[name] as Topology
