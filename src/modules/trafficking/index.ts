// The front door of trafficking: case records as codes alone, in and out as HTCDS and CTDC, and the field forms that bring them.
import { module, type Module } from '../../platform/module.ts'
import { routes } from './routes.ts'

export const trafficking: Module = module({ name: 'trafficking', actions: [...new Set(routes.map(({ act }) => act))], routes })
