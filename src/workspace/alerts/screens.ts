// The screens of alerts: what one received and prepares, a new draft, one alert, and its form.
import { IconBellRinging } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'
import { UnreadAlerts } from './unread-alerts.tsx'

export const screens: readonly Screen[] = [
  {
    path: '/alerts',
    component: lazyScreen(() => import('./alert-list.tsx'), 'AlertList'),
    needs: 'alert.list',
    nav: {
      label: { es: 'Alertas', en: 'Alerts' },
      hint: { es: 'Lea las que le enviaron, acuse recibo, prepare y apruebe nuevas.', en: 'Read those sent to you, acknowledge, prepare and approve new ones.' },
      icon: IconBellRinging,
      order: 40,
    },
    panel: UnreadAlerts,
  },
  { path: '/alerts/new', component: lazyScreen(() => import('./new-alert.tsx'), 'NewAlert'), needs: 'alert.draft' },
  { path: '/alerts/answers', component: lazyScreen(() => import('./answer-figures.tsx'), 'AnswerFigures'), needs: 'acknowledgement.figures' },
  { path: '/alerts/watches', component: lazyScreen(() => import('./watches.tsx'), 'Watches'), needs: 'watch.list' },
  { path: '/alerts/$id', component: lazyScreen(() => import('./alert-screen.tsx'), 'AlertScreen'), needs: 'alert.read' },
  { path: '/alerts/$id/edit', component: lazyScreen(() => import('./edit-alert.tsx'), 'EditAlert'), needs: 'alert.revise' },
]
