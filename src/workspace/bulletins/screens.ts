// The screens of the periodic bulletin: the list, and the desk where one is written, reviewed and published.
import { IconNews } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/bulletins',
    component: lazyScreen(() => import('./bulletin-list.tsx'), 'BulletinList'),
    needs: 'bulletin.list',
    nav: {
      label: { es: 'Boletines', en: 'Bulletins' },
      hint: { es: 'Reúna las cifras, señales y alertas de un periodo y publíquelas.', en: 'Gather a period’s figures, signals and alerts and publish them.' },
      icon: IconNews,
      order: 45,
    },
  },
  { path: '/bulletins/$id', component: lazyScreen(() => import('./bulletin-desk.tsx'), 'BulletinDesk'), needs: 'bulletin.read' },
]
