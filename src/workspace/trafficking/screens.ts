// The screens of trafficking records: counts and files, bringing a file in, the records; and the forms and devices of an administrator.
import { IconDeviceMobile, IconLifebuoy } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/victims',
    component: lazyScreen(() => import('./figures.tsx'), 'VictimFigures'),
    needs: 'victim.figures',
    nav: {
      label: { es: 'Trata: registros', en: 'Trafficking records' },
      hint: { es: 'Registros de trata en códigos, sin identidad: contarlos, traerlos y llevarlos como HTCDS o CTDC.', en: 'Trafficking records as codes, without identity: count them, bring them in, take them out as HTCDS or CTDC.' },
      icon: IconLifebuoy,
      order: 35,
    },
  },
  { path: '/victims/new', component: lazyScreen(() => import('./bring.tsx'), 'Bring'), needs: 'victim.import' },
  { path: '/victims/records', component: lazyScreen(() => import('./records.tsx'), 'VictimRecords'), needs: 'victim.list' },
  {
    path: '/forms',
    component: lazyScreen(() => import('./forms.tsx'), 'Forms'),
    needs: 'device.list',
    nav: {
      label: { es: 'Formularios y dispositivos', en: 'Forms and devices' },
      hint: { es: 'Los formularios de ODK y Kobo, y los teléfonos que pueden enviarlos.', en: 'The forms of ODK and Kobo, and the phones that may send them.' },
      icon: IconDeviceMobile,
      order: 92,
    },
  },
]
