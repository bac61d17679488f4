// The front door of alerts: from draft through a second person's approval to those they are for, and to the public.
import { module, type Module } from '../../platform/module.ts'
import { deliverAlert, deliverQueued } from './actions/receiving.ts'
import { pages } from './pages.tsx'
import { routes } from './routes.ts'

export { publicAlertsOf } from './actions/public.ts'

export const alerts: Module = module({
  name: 'alerts',
  actions: [...routes.map(({ act }) => act), deliverQueued, deliverAlert],
  routes,
  pages,
  schedules: [{ name: 'alerts.deliverQueued', cron: '* * * * *', act: 'alert.deliverQueued', input: {} }],
})
