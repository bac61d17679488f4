// The front door of sealed reports: received from anybody, read by units alone, counted only in codes.
import { module, type Module } from '../../platform/module.ts'
import { countReports } from './actions/counting.ts'
import { removeFiles, sweepFiles } from './actions/files.ts'
import { guideReporter } from './actions/guide.ts'
import { settleReports, shuffleReports, tellNews } from './actions/nightly.ts'
import { answerTimesPage } from './pages/answer-times.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export { programs } from './pages/script.ts'

export { workDone } from './actions/gate.ts'

export const reports: Module = module({
  name: 'reports',
  actions: [...routes.map(({ act }) => act), sweepFiles, removeFiles, settleReports, shuffleReports, tellNews, countReports, guideReporter],
  routes: [...routes, ...pageRoutes],
  pages: [answerTimesPage],
  nav: [{ path: '/report', label: { es: 'Reportar un delito', en: 'Report a crime' }, order: 15 }],
  reactions,
  schedules: [
    { name: 'reports.count', cron: '20 3 * * *', act: 'report.count', input: {} },
    { name: 'reports.tellNews', cron: '* * * * *', act: 'report.tellNews', input: {} },
    { name: 'reports.settle', cron: '10 3 * * *', act: 'report.settle', input: {} },
    { name: 'reports.shuffle', cron: '25 3 * * *', act: 'report.shuffle', input: {} },
    { name: 'reports.sweepFiles', cron: '40 * * * *', act: 'report.sweepFiles', input: {} },
  ],
})
