// The screens of accounts: coming in, one's own account, and the node's people and institutions.
import { IconBuildingBank, IconUsers } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  { path: '/sign-in', component: lazyScreen(() => import('./sign-in.tsx'), 'SignIn'), isOpen: true },
  { path: '/set-up', component: lazyScreen(() => import('./set-up.tsx'), 'SetUp'), isOpen: true },
  { path: '/invitation', component: lazyScreen(() => import('./invitation.tsx'), 'Invitation'), isOpen: true },
  { path: '/account', component: lazyScreen(() => import('./account.tsx'), 'Account') },
  {
    path: '/people',
    component: lazyScreen(() => import('./people.tsx'), 'People'),
    needs: 'person.list',
    nav: {
      label: { es: 'Personas', en: 'People' },
      hint: { es: 'Invitar, cambiar papeles, dar o retirar acceso.', en: 'Invite, change roles, give or withdraw access.' },
      icon: IconUsers, order: 90,
    },
  },
  { path: '/people/new', component: lazyScreen(() => import('./invite.tsx'), 'Invite'), needs: 'person.invite' },
  { path: '/people/$id', component: lazyScreen(() => import('./person.tsx'), 'Person'), needs: 'person.read' },
  {
    path: '/institutions',
    component: lazyScreen(() => import('./institutions.tsx'), 'Institutions'),
    needs: 'institution.create',
    nav: {
      label: { es: 'Instituciones', en: 'Institutions' },
      hint: { es: 'Las instituciones a las que pertenecen las personas.', en: 'The institutions people belong to.' },
      icon: IconBuildingBank, order: 91,
    },
  },
]
