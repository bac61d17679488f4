// The front door of quality: what is doubtful in the figures, whose it is, and how good each source is.
import { module, type Module } from '../../platform/module.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export const quality: Module = module({ name: 'quality', actions: routes.map(({ act }) => act), routes, reactions })
