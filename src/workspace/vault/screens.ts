// The screen of one's own key.
import { lazyScreen, type Screen } from '../kit/kit.ts'

export const screens: readonly Screen[] = [{ path: '/key', component: lazyScreen(() => import('./my-key.tsx'), 'MyKey'), needs: 'key.read' }]
