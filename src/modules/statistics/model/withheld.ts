// How a figure that its source keeps back is said, on pages and on paper: in words, and never as nought.
import { numberText } from '../../../platform/charts/format.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'

export const withheldName: Text = { es: 'reservado por la fuente', en: 'withheld by the source' }

/** A number as it is read; null is what the source withholds. */
export const amountText = (value: number | null, lang: Language): string => (value === null ? say(withheldName, lang) : numberText(value, lang))

/** How many figures the source withholds; nothing when it withholds none, or it is not told. */
export const withheldSentence = (withheld: number, lang: Language): string => {
  if (!withheld) return ''
  if (withheld === 1) return say({ es: 'La fuente reserva 1 cifra, que no está sumada.', en: 'The source withholds 1 figure, which is not added.' }, lang)
  const number = numberText(withheld, lang)
  return say({ es: `La fuente reserva ${number} cifras, que no están sumadas.`, en: `The source withholds ${number} figures, which are not added.` }, lang)
}
