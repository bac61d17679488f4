// The front door of sending files in pieces.
import { module, type Module } from '../../platform/module.ts'
import { sweepUploads } from './actions.ts'
import { routes } from './routes.ts'

export const uploads: Module = module({
  name: 'uploads',
  actions: [...routes.map(({ act }) => act), sweepUploads],
  routes,
  schedules: [{ name: 'uploads.sweep', cron: '15 * * * *', act: 'upload.sweep', input: {} }],
})
