// The screens of collection: deliveries, delivering a file, its receipt, and a figure walked back to its line.
import { IconFileUpload } from '@tabler/icons-react'
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
  { path: '/deliveries/new', component: lazyScreen(() => import('./deliver.tsx'), 'Deliver'), needs: 'delivery.receive' },
  { path: '/deliveries/$id', component: lazyScreen(() => import('./receipt.tsx'), 'Receipt'), needs: 'delivery.read' },
  { path: '/observations/$id', component: lazyScreen(() => import('./observation.tsx'), 'Observation'), needs: 'observation.read' },
]
