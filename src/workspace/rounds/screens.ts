// The screens of the round: the matrix, what institutions owe, filling in a period on line, and a receipt to print.
import { IconCalendarCheck } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'
import { DuePanel } from './due-panel.tsx'

export const screens: readonly Screen[] = [
  {
    path: '/round',
    component: lazyScreen(() => import('./round.tsx'), 'RoundScreen'),
    needs: 'round.read',
    nav: {
      label: { es: 'Ronda', en: 'Round' },
      hint: { es: 'Qué periodos se entregaron, cuáles faltan y para cuándo.', en: 'Which periods were delivered, which are missing and by when.' },
      icon: IconCalendarCheck,
      order: 12,
    },
    panel: DuePanel,
  },
  { path: '/round/obligations', component: lazyScreen(() => import('./obligations.tsx'), 'Obligations'), needs: 'obligation.list' },
  { path: '/round/fill/$id/$period', component: lazyScreen(() => import('./fill.tsx'), 'Fill'), needs: 'grid.read' },
  { path: '/round/receipts/$id', component: lazyScreen(() => import('./paper-receipt.tsx'), 'PaperReceipt'), needs: 'delivery.read' },
]
