// The screens of the figures: the explorer, and a figure opened to its observations.
import { IconChartHistogram } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/figures',
    component: lazyScreen(() => import('./explorer.tsx'), 'Explorer'),
    needs: 'figures.query',
    nav: {
      label: { es: 'Cifras', en: 'Figures' },
      hint: { es: 'Vea qué sube y dónde, en un mapa, una serie o una tabla, y abra cualquier número hasta su archivo.', en: 'See what rises and where, on a map, a series or a table, and open any number down to its file.' },
      icon: IconChartHistogram,
      order: 20,
    },
  },
  { path: '/figures/observations', component: lazyScreen(() => import('./observations.tsx'), 'OpenFigure'), needs: 'figures.cell' },
]
