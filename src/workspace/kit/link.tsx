// Links to other screens, so that a click changes the screen without reloading the page.
import { Button, type ButtonProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { destination } from './address.ts'

interface AppLinkProps {
  /** Path below /app, ready made: `/alerts/${id}`; may carry a query. */
  to: string
  className?: string | undefined
  onClick?: () => void
  children: ReactNode
}

/** A link to a screen of the workspace. For files and the public portal use `<a href>`. */
export const AppLink = ({ to, ...rest }: AppLinkProps) => <Link {...destination(to)} {...rest} />

/** A link that looks like a button; for going somewhere, never for performing an act. */
export const ButtonLink = ({ to, children, ...button }: AppLinkProps & ButtonProps) => (
  <Button component={AppLink} to={to} {...button}>{children}</Button>
)
