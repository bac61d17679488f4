// Files where no program seals them before they leave: one field, what is taken out of them, and how much fits.
import { sizeWords } from '../rules/words.ts'
import type { Say } from './words.ts'

/** What pages without programs take in all, in bytes: it is held in memory until it is sealed. */
export const mostPlainBytes = 12 * 1024 ** 2

export const PlainFiles = ({ label, hint, say }: { label: string; hint?: string; say: Say }) => (
  <div className="field">
    <label htmlFor="f-files">{label}</label>
    <span className="quiet">{hint} {say('filesPlain', { size: sizeWords(mostPlainBytes) })}</span>
    <input id="f-files" type="file" name="files" multiple autoComplete="off" />
  </div>
)

/** Which files went as they were, said once they are there. */
export const AsTheyWere = ({ names, say }: { names: readonly string[]; say: Say }) =>
  names.length > 0 && (
    <div className="notice">
      <p>{say('filesAsIs')}</p>
      <ul>{names.map((name, at) => <li key={`${name} ${String(at)}`} dir="auto">{name}</li>)}</ul>
    </div>
  )
