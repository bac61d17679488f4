// The accepted word nearest to a wrong one, so that a refusal can say what was probably meant.

const folded = (word: string): string => word.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().trim()

const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** The nearest accepted word, or nothing when none is near (more than a third of its letters differ). */
export const nearest = (word: string, accepted: readonly string[]): string | undefined => {
  const wanted = folded(word).slice(0, 60)
  const best = accepted
    .map((candidate) => ({ candidate, far: distance(wanted, folded(candidate)) }))
    .toSorted((a, b) => a.far - b.far)[0]
  return best && best.far <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined
}
