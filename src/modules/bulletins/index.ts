// The front door of the periodic bulletins.
import { module, type Module } from '../../platform/module.ts'
import { pages } from './pages/pages.tsx'
import { routes } from './routes.ts'

export const bulletins: Module = module({ name: 'bulletins', actions: routes.map(({ act }) => act), routes, pages })
