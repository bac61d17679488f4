// The frame every screen sits in: its title takes focus when one arrives, so that keyboard and screen reader start there.
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import { useText } from './language.ts'
import { AppLink } from './link.tsx'
import styles from './page-frame.module.css'

interface PageFrameProps {
  title: Text | string
  /** One or two sentences: what this is and what to do here. */
  lead?: ReactNode
  /** Buttons and links of the whole page. */
  actions?: ReactNode
  /** State, handling and the like, beside the title. */
  tags?: ReactNode
  /** The screen above this one. */
  up?: { to: string; label: Text }
  children: ReactNode
}

/** A screen: one h1, its lead, its actions, its content. */
export const PageFrame = ({ title, lead, actions, tags, up, children }: PageFrameProps) => {
  const t = useText()
  const heading = typeof title === 'string' ? title : t(title)
  const ref = useArrival(heading)
  return (
    <article className={styles.page}>
      {up && <nav aria-label={t({ es: 'Subir', en: 'Up' })} className={styles.up}><AppLink to={up.to}>← {t(up.label)}</AppLink></nav>}
      <header className={styles.header}>
        <div>
          <h1 ref={ref} tabIndex={-1}>{heading}</h1>
          {tags && <div className={styles.tags}>{tags}</div>}
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </article>
  )
}

let lastSeen: string | undefined

/** Names the window after the screen and, after the first one, moves focus to its title. */
const useArrival = (heading: string) => {
  const ref = useRef<HTMLHeadingElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  useEffect(() => {
    document.title = `${heading} · SIDMI`
  }, [heading])
  useEffect(() => {
    if (path === undefined) return
    if (lastSeen !== undefined && lastSeen !== path) ref.current?.focus({ preventScroll: true })
    lastSeen = path
  }, [path])
  return ref
}

interface SectionProps {
  title: Text | string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A part of a screen under its own h2. */
export const Section = ({ title, lead, actions, children }: SectionProps) => {
  const t = useText()
  return (
    <section className={styles.section}>
      <header className={styles.header}>
        <div>
          <h2>{typeof title === 'string' ? title : t(title)}</h2>
          {lead && <div className={styles.sectionLead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
