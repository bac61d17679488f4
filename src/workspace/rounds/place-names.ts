// The names of territories by their codes, asked of the catalogues; the code itself until they are known.
import type { CatalogueEntry } from '../../modules/catalogues/model/acts.ts'
import { useLanguage, useRead } from '../kit/kit.ts'

/** Says a territory's name; asks only when there is something to name. */
export const usePlaceNames = (codes: readonly string[]): ((code: string) => string) => {
  const language = useLanguage()
  const asked = [...new Set(codes)].toSorted()
  const found = useRead<{ items: CatalogueEntry[] }>('/api/catalogues/search', { q: '', kinds: 'country,territory', codes: asked.join(','), limit: Math.max(1, asked.length) }, { enabled: asked.length > 0, keepsPrevious: true })
  const names = new Map((found.data?.items ?? []).map(({ code, names: known }) => [code, known[language]]))
  return (code) => names.get(code) ?? code
}
