// The screens of early warning: the signals found, and one signal with its curve and what is decided about it.
import { IconActivity } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/signals',
    component: lazyScreen(() => import('./signal-list.tsx'), 'SignalList'),
    needs: 'signal.list',
    nav: {
      label: { es: 'Señales', en: 'Signals' },
      hint: { es: 'Vea dónde los delitos suben más de lo esperado y decida qué hacer.', en: 'See where crimes rise above what is expected and decide what to do.' },
      icon: IconActivity,
      order: 30,
    },
    panel: lazyScreen(() => import('./open-signals.tsx'), 'OpenSignals'),
  },
  { path: '/signals/precision', component: lazyScreen(() => import('./precision.tsx'), 'Precision'), needs: 'signal.precision' },
  { path: '/signals/$id', component: lazyScreen(() => import('./signal-screen.tsx'), 'SignalScreen'), needs: 'signal.read' },
]
