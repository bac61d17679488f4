// Who is acting, and the one question asked before every act.

export interface Actor {
  kind: 'person' | 'anonymous' | 'system'
  /** The person's id; null for the anonymous and for the node itself. */
  id: string | null
  name: string
  email: string | null
  institution: { id: string; kind: string; country: string } | null
  roles: readonly string[]
  /** ISO 3166-1 or -2 codes; a country covers its territories. */
  territories: readonly string[]
  acts: ReadonlySet<string>
  language: 'es' | 'en'
}

/** The node itself: workers, schedules and the operator's command line. Granted every act; conditions still hold for people. */
export const systemActor: Actor = {
  kind: 'system', id: null, name: 'SIDMI', email: null, institution: null, roles: [], territories: [], acts: new Set(), language: 'es',
}

/** Whether the actor's roles grant the act. An empty grant denies. */
export const isGranted = (actor: Actor, act: string): boolean => actor.kind === 'system' || actor.acts.has(act)

/** Whether one of the actor's territories is, or contains, the given one (`MX` covers `MX-CHP`). */
export const covers = (territories: readonly string[], code: string): boolean =>
  territories.some((own) => own === code || code.startsWith(`${own}-`))

/** Used as `may` by acts whose only condition is the role's grant. */
export const anyoneGranted = (): boolean => true
