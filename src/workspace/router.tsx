// Makes the workspace's routes out of the screens that the modules hand over.
import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { readQuery, writeQuery, type Filters } from './kit/address.ts'
import { queryClient } from './kit/query.ts'
import { Loading } from './kit/notices.tsx'
import type { Screen } from './kit/screen.ts'
import { sessionQuery, type Session } from './kit/session.ts'
import { NotFound, ScreenFailed } from './shell/failures.tsx'
import { Home } from './shell/home.tsx'
import { Shell } from './shell/shell.tsx'
import { screens } from './screens.ts'

/** Where somebody must go before this screen, if anywhere. */
const gate = (session: Session, screen: Screen): string | undefined => {
  if (screen.isOpen) return undefined
  if (session.needsSetUp) return '/set-up'
  if (!session.person) return '/sign-in'
  return session.needsSecondFactor && screen.path !== '/account' ? '/account' : undefined
}

const refuses = ({ acts }: Session, { needs }: Screen): boolean => needs !== undefined && !acts.includes(needs)

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: ScreenFailed })

const routeOf = (screen: Screen) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path: screen.path,
    component: screen.component,
    validateSearch: (search: Record<string, unknown>): Filters => search as Filters,
    beforeLoad: async ({ location }) => {
      // Its code comes while the session is asked for; who may not open it is sent elsewhere all the same.
      void screen.component.preload?.()?.catch(() => undefined)
      const session = await queryClient.ensureQueryData(sessionQuery)
      const first = gate(session, screen)
      if (first === '/sign-in' && location.pathname !== '/') throw redirect({ to: first, search: { back: location.href } })
      if (first) throw redirect({ to: first })
      // Nobody learns which screens exist beyond their own: refused and unknown look the same.
      if (refuses(session, screen)) throw redirect({ to: '/not-found' })
    },
  })

const home: Screen = { path: '/', component: Home }
const missing: Screen = { path: '/not-found', component: NotFound }

export const router = createRouter({
  routeTree: rootRoute.addChildren([home, missing, ...screens].map(routeOf)),
  basepath: '/app',
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ScreenFailed,
  scrollRestoration: true,
  parseSearch: readQuery,
  stringifySearch: (search) => writeQuery(search as Filters),
})
