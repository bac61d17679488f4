// The screens of collection: deliveries, delivering a file, its receipt, and a figure walked back to its line.
import { IconFileSearch, IconFileUpload } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/deliveries',
    component: lazyScreen(() => import('./delivery-list.tsx'), 'DeliveryList'),
    needs: 'delivery.list',
    nav: {
      label: { es: 'Entregas', en: 'Deliveries' },
      hint: { es: 'Los archivos que entregan las oficinas: qué se aceptó y qué falta corregir.', en: 'The files offices deliver: what was accepted and what needs mending.' },
      icon: IconFileUpload,
      order: 10,
    },
  },
  {
    path: '/profiles',
    component: lazyScreen(() => import('./studio/profile-list.tsx'), 'Profiles'),
    needs: 'profile.sketch',
    nav: {
      label: { es: 'Cómo leer archivos', en: 'How to read files' },
      hint: { es: 'Preparar el nodo para un archivo que aún no conoce, sin programar.', en: 'Prepare the node for a file it does not know yet, without programming.' },
      icon: IconFileSearch,
      order: 15,
    },
  },
  { path: '/profiles/$id', component: lazyScreen(() => import('./studio/studio.tsx'), 'ProfileStudio'), needs: 'profile.read' },
  { path: '/deliveries/new', component: lazyScreen(() => import('./deliver.tsx'), 'Deliver'), needs: 'delivery.receive' },
  { path: '/deliveries/$id', component: lazyScreen(() => import('./receipt.tsx'), 'Receipt'), needs: 'delivery.read' },
  { path: '/observations/$id', component: lazyScreen(() => import('./observation.tsx'), 'Observation'), needs: 'observation.read' },
  { path: '/sources/$source/releases', component: lazyScreen(() => import('./releases.tsx'), 'Releases'), needs: 'release.list' },
  { path: '/sources/$source/releases/$number', component: lazyScreen(() => import('./release.tsx'), 'Release'), needs: 'release.read' },
]
