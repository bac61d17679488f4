// The screens of notices: how one is told, who is told when nobody answers, and institutions' own systems.
import { IconBellCog, IconStairsUp, IconWebhook } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/notices',
    component: lazyScreen(() => import('./own-notices.tsx'), 'OwnNotices'),
    needs: 'channel.read',
    nav: {
      label: { es: 'Mis avisos', en: 'My notices' },
      hint: { es: 'Por dónde le avisamos, y en qué horas no.', en: 'How we tell you, and in which hours we do not.' },
      icon: IconBellCog, order: 80,
    },
  },
  {
    path: '/escalations',
    component: lazyScreen(() => import('./escalations.tsx'), 'Escalations'),
    needs: 'escalation.list',
    nav: {
      label: { es: 'Si nadie acusa recibo', en: 'When nobody answers' },
      hint: { es: 'A quién se avisa después, y en cuánto tiempo.', en: 'Who is told next, and after how long.' },
      icon: IconStairsUp, order: 82,
    },
  },
  {
    path: '/webhooks',
    component: lazyScreen(() => import('./webhooks.tsx'), 'Webhooks'),
    needs: 'webhook.list',
    nav: {
      label: { es: 'Avisos a sistemas', en: 'Webhooks' },
      hint: { es: 'Avisar al sistema de una institución que hay algo por leer.', en: 'Tell an institution’s system that there is something to read.' },
      icon: IconWebhook, order: 92,
    },
  },
]
