// Which message is being said: the same sent again keeps its id and arrives once; words or files changed since are another.

/** Gives the id of what is said now: the one of before while nothing of it changed, a new one otherwise. `parts` are compared each by itself. */
export const sayings = (): ((...parts: readonly unknown[]) => string) => {
  let last: { id: string; parts: readonly unknown[] } | undefined
  return (...parts) => {
    const isSame = last !== undefined && last.parts.length === parts.length && last.parts.every((part, at) => Object.is(part, parts[at]))
    if (!isSame) last = { id: crypto.randomUUID(), parts }
    return last!.id
  }
}
