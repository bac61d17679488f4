// Text as PostgreSQL can keep it: files bring characters it takes nowhere, and a single one would fail the whole statement.

const unknown = '\uFFFD'

/** The text with zero characters and halves of letters as the sign for an unknown letter. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', unknown)

/** JSON of a value, every text in it made storable. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === '\\\\' ? found : unknown))
