// The public page on which anyone who holds a receipt checks whether it is genuine; it works without JavaScript.
import { PageNotice } from '../../platform/html/parts.tsx'
import { page, type Page } from '../../platform/module.ts'
import { say, type Language, type Text } from '../../platform/text.ts'
import { verifyReceipt } from './actions/receipts.ts'

const words = {
  title: { es: 'Comprobar un recibo', en: 'Check a receipt' },
  lead: {
    es: 'Cada archivo entregado a este nodo tiene un recibo con un número y una huella. Escríbalos tal como están en el recibo. Solo se dice si coinciden.',
    en: 'Every file delivered to this node has a receipt with a number and a fingerprint. Type them as they stand on the receipt. Only whether they match is said.',
  },
  id: { es: 'Número de la entrega', en: 'Number of the delivery' },
  sha256: { es: 'Huella SHA-256 del archivo', en: 'SHA-256 of the file' },
  check: { es: 'Comprobar', en: 'Check' },
  matches: { es: 'Coincide.', en: 'It matches.' },
  matchesMore: { es: 'Este nodo recibió con ese número un archivo de esa huella.', en: 'This node received, under that number, a file of that fingerprint.' },
  differs: { es: 'No coincide.', en: 'It does not match.' },
  differsMore: {
    es: 'Este nodo no tiene una entrega con ese número y esa huella. Revise que estén completos; si lo están, el recibo no es de este nodo o fue alterado.',
    en: 'This node has no delivery of that number and that fingerprint. See that they are complete; if they are, the receipt is not of this node or was altered.',
  },
} satisfies Record<string, Text>

const Answer = ({ answer, lang }: { answer: 'notAsked' | 'matches' | 'doesNotMatch'; lang: Language }) => {
  if (answer === 'notAsked') return null
  return answer === 'matches'
    ? <PageNotice title={`✓ ${say(words.matches, lang)}`}>{say(words.matchesMore, lang)}</PageNotice>
    : <PageNotice title={`✕ ${say(words.differs, lang)}`}>{say(words.differsMore, lang)}</PageNotice>
}

const Field = ({ name, label, value, size }: { name: string; label: string; value: string; size: number }) => (
  <div className="field">
    <label htmlFor={name}>{label}</label>
    <input id={name} name={name} defaultValue={value} size={size} required autoComplete="off" spellCheck={false} />
  </div>
)

export const receiptPage: Page = page({
  path: '/receipts',
  act: verifyReceipt,
  title: () => words.title,
  description: () => words.lead,
  view: ({ output, input, lang }) => (
    <>
      <h1>{say(words.title, lang)}</h1>
      <p className="lead">{say(words.lead, lang)}</p>
      <Answer answer={output.answer} lang={lang} />
      <form className="choose" method="get" action={`/${lang}/receipts`}>
        <Field name="id" label={say(words.id, lang)} value={input.id} size={38} />
        <Field name="sha256" label={say(words.sha256, lang)} value={input.sha256} size={66} />
        <p><button className="button" type="submit">{say(words.check, lang)}</button></p>
      </form>
    </>
  ),
})
