// The screens of quality: findings, one finding with its evidence, and the score of each source.
import { IconChecklist } from '@tabler/icons-react'
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [
  {
    path: '/quality',
    component: lazyScreen(() => import('./finding-list.tsx'), 'FindingListScreen'),
    needs: 'finding.list',
    nav: {
      label: { es: 'Calidad', en: 'Quality' },
      hint: { es: 'Vea qué cifras son dudosas, explíquelas o pida que se corrijan en la fuente.', en: 'See which figures are doubtful, explain them or ask for them to be mended at the source.' },
      icon: IconChecklist,
      order: 15,
    },
  },
  { path: '/quality/findings/$id', component: lazyScreen(() => import('./finding-screen.tsx'), 'FindingScreen'), needs: 'finding.read' },
  { path: '/quality/sources', component: lazyScreen(() => import('./scores.tsx'), 'Scores'), needs: 'quality.list' },
  { path: '/quality/sources/$source', component: lazyScreen(() => import('./score-card.tsx'), 'ScoreCard'), needs: 'quality.score' },
]
