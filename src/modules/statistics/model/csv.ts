// Lines of CSV, the same for files from the node and for tables taken out of a page.

const formula = /^(?![+-]?\d[\d.,]*$)[=+\-@\t\r]/

/** One field of a CSV line; text a spreadsheet would run as a formula is marked as text. */
export const csvField = (value: string | number | null): string => {
  if (typeof value === 'number') return String(value)
  const text = formula.test(value ?? '') ? `'${value}` : (value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvLine = (values: readonly (string | number | null)[]): string => `${values.map(csvField).join(',')}\r\n`
