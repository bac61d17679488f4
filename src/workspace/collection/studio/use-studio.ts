// The state of the studio: the draft as it stands on the screen, what the file becomes by it, and what is being asked of the node.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Draft, DraftView, Edit, Finding, Preview, Previewed } from '../../../modules/collection/model/draft.ts'
import { callAct, refresh, type Reply } from '../../kit/kit.ts'

export interface Studio {
  id: string
  state: DraftView['state']
  draft: Draft
  preview: Preview
  findings: readonly Finding[]
  isChanged: boolean
  /** Under which ids it was last published. */
  published: { source: string; profile: string } | undefined
  /** A trial of the first rows, or of the whole file, is under way. */
  busy: 'no' | 'trying' | 'trying-whole' | 'saving'
  problem: unknown
  change: (draft: Draft) => void
  /** Changes which table of the file is read: all is guessed anew. */
  begin: (draft: Draft) => void
  edit: (edit: Edit) => void
  answer: (finding: Finding, draft: Draft) => void
  /** Changes that need no new reading: names, licence. */
  write: (draft: Draft) => void
  tryWhole: () => void
  save: () => Promise<void>
  publish: () => Promise<void>
}

const usePreview = (view: Reply<DraftView>) => {
  const [shown, setShown] = useState({ draft: view.draft, preview: view.preview, findings: view.findings })
  const [busy, setBusy] = useState<Studio['busy']>('no')
  const [problem, setProblem] = useState<unknown>()
  const asked = useRef(0)
  const run = useCallback(async (draft: Draft, more: { edits?: Edit[]; isWhole?: boolean; isAgain?: boolean } = {}) => {
    asked.current += 1
    const mine = asked.current
    setBusy(more.isWhole ? 'trying-whole' : 'trying')
    setProblem(undefined)
    setShown((before) => ({ ...before, draft }))
    try {
      const found = await callAct<Previewed>('POST', '/api/profiles/drafts/:id/preview', { id: view.id, draft, ...more })
      const about = new Set((more.edits ?? []).map(({ column }) => column))
      if (mine === asked.current) setShown((before) => ({ draft: found.draft, preview: found.preview, findings: more.isAgain ? found.findings : [...before.findings.filter(({ column }) => column === null || !about.has(column)), ...found.findings] }))
    } catch (error) {
      if (mine === asked.current) setProblem(error)
    } finally {
      if (mine === asked.current) setBusy('no')
    }
  }, [view.id])
  return { shown, setShown, busy, setBusy, problem, setProblem, run }
}

/** The studio of one draft. */
export const useStudio = (view: Reply<DraftView>): Studio => {
  const client = useQueryClient()
  const { shown, setShown, busy, setBusy, problem, setProblem, run } = usePreview(view)
  const [kept, setKept] = useState({
    version: view.version, state: view.state, draft: view.draft,
    published: view.state === 'published' ? { source: view.draft.source.id, profile: view.draft.profile.id } : undefined,
  })
  const keep = async (address: string, method: 'PUT' | 'POST', state: DraftView['state']): Promise<void> => {
    setBusy('saving')
    setProblem(undefined)
    try {
      const { version, source, profile } = await callAct<{ version: number; source?: string; profile?: string }>(method, address, { id: view.id, version: kept.version, draft: shown.draft })
      const published = source !== undefined && profile !== undefined ? { source, profile } : kept.published
      const draft = published ? { ...shown.draft, source: { ...shown.draft.source, id: published.source }, profile: { ...shown.draft.profile, id: published.profile } } : shown.draft
      setShown((before) => ({ ...before, draft }))
      setKept({ version, state, draft, published })
      await refresh(client, ['source'])
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy('no')
    }
  }
  return {
    id: view.id, state: kept.state, published: kept.published, ...shown, busy, problem,
    isChanged: shown.draft !== kept.draft,
    change: (draft) => void run(draft),
    begin: (draft) => void run(draft, { isAgain: true }),
    edit: (edit) => void run(shown.draft, { edits: [edit] }),
    answer: (finding, draft) => {
      setShown((before) => ({ ...before, findings: before.findings.filter((each) => each !== finding) }))
      void run(draft)
    },
    write: (draft) => setShown((before) => ({ ...before, draft })),
    tryWhole: () => void run(shown.draft, { isWhole: true }),
    save: () => keep('/api/profiles/drafts/:id', 'PUT', 'draft'),
    publish: () => keep('/api/profiles/drafts/:id/publication', 'POST', 'published'),
  }
}
