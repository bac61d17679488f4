// The front door of notices: that there is something to read, told to people by the ways they chose, and by none to anyone else.
import { module, type Module } from '../../platform/module.ts'
import { forgetReader, sendDigest, sendDue, sendNotice } from './actions/sending.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export { settle, tell, type Telling } from './actions/telling.ts'

export const notices: Module = module({
  name: 'notices',
  actions: [...routes.map(({ act }) => act), sendDue, sendNotice, sendDigest, forgetReader],
  routes,
  reactions,
  schedules: [{ name: 'notices.sendDue', cron: '* * * * *', act: 'notice.sendDue', input: {} }],
})
