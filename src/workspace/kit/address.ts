// What the address says: its parameters and filters, so that any view can be bookmarked, sent and gone back to.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

/** A parameter of the screen's path: `useParameter('id')` on '/alerts/$id'. */
export const useParameter = (name: string): string => {
  const parameters: Record<string, string | undefined> = useParams({ strict: false })
  return parameters[name] ?? ''
}

/** Filters as the address holds them: text, or several texts. */
export type Filters = Record<string, string | string[] | undefined>

/**
 * Filters kept in the address: `[filters, change]`. `change({ year: '2024' })` replaces the named ones; undefined or '' removes.
 */
export const useFilters = (): [Filters, (some: Filters) => void] => {
  const filters: Filters = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (some: Filters): void => {
    const next = Object.entries({ ...filters, ...some }).filter(([, value]) => value !== undefined && value.length > 0)
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true, resetScroll: false })
  }
  return [filters, change]
}

/** A query string as filters: `?year=2024&offence=a&offence=b`; a name said twice is a list. */
export const readQuery = (query: string): Filters => {
  const said = new URLSearchParams(query)
  return Object.fromEntries([...new Set(said.keys())].map((name) => {
    const [first = '', ...others] = said.getAll(name)
    return [name, others.length > 0 ? [first, ...others] : first]
  }))
}

/** Filters as a query string, with its question mark. */
export const writeQuery = (filters: Filters): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) for (const one of [value ?? []].flat()) query.append(name, one)
  return query.size > 0 ? `?${query}` : ''
}

/** What the router takes for a ready-made address. */
export const destination = (path: string): { to: string; search: Filters } => {
  const [to = '/', query = ''] = path.split('?')
  return { to, search: readQuery(query) }
}

/** Goes to another screen: `const go = useGo(); go('/alerts/12')`. */
export const useGo = (): ((path: string) => void) => {
  const navigate = useNavigate()
  return (path) => void navigate(destination(path))
}
