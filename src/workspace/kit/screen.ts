// What a module hands to the workspace: its screens, as records from which routes and navigation are made.
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { Icon } from '@tabler/icons-react'
import type { Text } from '../../platform/text.ts'

export interface Screen {
  /** Below /app, parameters with a dollar: '/alerts/$id'. */
  path: string
  /** From `lazyScreen`, so that each screen is its own download. */
  component: RouteComponent
  /** The act a person needs for it; without one, any signed-in person. */
  needs?: string
  /** True for screens reached without signing in (sign-in, invitation, set-up). */
  isOpen?: boolean
  /** Its place in the navigation; `hint` is the line shown on the start screen. */
  nav?: { label: Text; hint: Text; icon: Icon; order: number }
  /** A part of the start screen (what waits for me), drawn when the act is granted; from `lazyScreen` too. */
  panel?: RouteComponent
}

/** `lazyScreen(() => import('./alert-list.tsx'), 'AlertList')`: downloaded when first opened. */
export const lazyScreen = lazyRouteComponent
