// The front door of alerts: from draft through a second person's approval to those they are for, and to the public.
import { module, type Module } from '../../platform/module.ts'
import { escalateAlerts } from './actions/escalating.ts'
import { bringLine } from './actions/bringing.ts'
import { newcomerReactions, welcome } from './actions/newcomers.ts'
import { tellWatchers, watchReactions } from './actions/watched-signals.ts'
import { pages } from './pages.tsx'
import { routes } from './routes.ts'

export { publicAlertsOf } from './actions/public.ts'

export const alerts: Module = module({
  name: 'alerts',
  actions: [...routes.map(({ act }) => act), escalateAlerts, welcome, tellWatchers],
  routes,
  pages,
  reactions: [...newcomerReactions, ...watchReactions],
  brings: [bringLine],
  schedules: [{ name: 'alerts.escalate', cron: '* * * * *', act: 'alert.escalate', input: {} }],
})
