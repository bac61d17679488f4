// Quotation marks as each language writes them.

/** A sentence in English with the quotation marks of English. */
export const inEnglish = (sentence: string): string => sentence.replaceAll('«', '“').replaceAll('»', '”')
