// The front door of statistical exchange.
import { module, type Module } from '../../platform/module.ts'
import { listDataflows, readDataflow, readStructure } from './actions/dataflows.ts'
import { pages } from './pages.tsx'
import { routes } from './routes.ts'

export const exchange: Module = module({ name: 'exchange', actions: [listDataflows, readDataflow, readStructure], routes, pages })
