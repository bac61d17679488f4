// The screens of the inbox: the reports of one's units, and one report opened in the browser.
import { IconMailOpened } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'
import { WaitingReports } from './waiting-reports.tsx'

export const screens: readonly Screen[] = [
  {
    path: '/reports',
    component: lazyScreen(() => import('./inbox.tsx'), 'Inbox'),
    needs: 'report.list',
    nav: {
      label: { es: 'Reportes', en: 'Reports' },
      hint: { es: 'Lea lo que le cuentan a su unidad, responda y dé seguimiento.', en: 'Read what people tell your unit, answer and follow up.' },
      icon: IconMailOpened,
      order: 5,
    },
    panel: WaitingReports,
  },
  { path: '/reports/$id', component: lazyScreen(() => import('./report-screen.tsx'), 'ReportScreen'), needs: 'report.read' },
]
