// The screens of receiving units: the list, a new one, one with its people and keys, and what custodians do.
import { IconKey } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/units',
    component: lazyScreen(() => import('./unit-list.tsx'), 'UnitList'),
    needs: 'unit.list',
    nav: {
      label: { es: 'Unidades y llaves', en: 'Units and keys' },
      hint: { es: 'Quién recibe reportes, quién tiene cada llave y qué falta.', en: 'Who receives reports, who holds each key and what is missing.' },
      icon: IconKey,
      order: 25,
    },
  },
  { path: '/units/new', component: lazyScreen(() => import('./new-unit.tsx'), 'NewUnitScreen'), needs: 'unit.create' },
  { path: '/units/$id', component: lazyScreen(() => import('./unit.tsx'), 'Unit'), needs: 'unit.read' },
  { path: '/custody', component: lazyScreen(() => import('./custody.tsx'), 'Custody'), needs: 'key.recover' },
]
