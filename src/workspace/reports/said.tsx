// What the reporter said at first: the words as written, the answers in plain words, the files.
import { aboutWhoNames, whatNames, whenNames } from '../../modules/reports/model/answers.ts'
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import type { Text } from '../../platform/text.ts'
import { Facts, Section, useFormat, useText } from '../kit/kit.ts'
import { usePlaceChoices } from './catalogue.ts'
import { SaidText } from './conversation.tsx'
import type { Answers, Said } from './plaintext.ts'
import styles from './reports.module.css'
import { SealedFiles } from './sealed-file.tsx'
import { knownLanguage, languageNames } from './words.tsx'

interface SaidShownProps {
  report: ReportView
  said: Said
}

export const SaidShown = ({ report, said }: SaidShownProps) => {
  const t = useText()
  return (
    <Section title={{ es: 'Lo que contó', en: 'What was told' }} lead={t({ es: 'Se abrió en este navegador. No se guarda aquí: desaparece al cerrar su llave o salir.', en: 'It was opened in this browser. It is not kept here: it goes when you lock your key or sign out.' })}>
      {said.answers.danger && <p className={styles.danger}><strong>{t({ es: 'Dijo que está en peligro.', en: 'They said they are in danger.' })}</strong> {t({ es: 'Atiéndalo primero. Pregunte si puede llamar al número de emergencias de donde está.', en: 'Attend to it first. Ask whether they can call the emergency number of where they are.' })}</p>}
      {said.text === '' ? <p>{t({ es: 'No escribió un relato.', en: 'They wrote no story.' })}</p> : <SaidText text={said.text} language={said.language} />}
      <AnswersShown said={said} mayContact={report.consents.contact} />
      <SealedFiles report={report} files={said.files} />
    </Section>
  )
}

interface Fact {
  label: Text
  /** Empty when it was not answered. */
  value: string
}

const joined = (parts: readonly (string | false | undefined)[], between: string): string => parts.filter(Boolean).join(between)

const nameIn = (names: Record<string, Text>, code: string): Text => names[code] ?? { es: code, en: code }

const usePlaceIn = (): ((where: NonNullable<Answers['where']>) => string) => {
  const names = new Map(usePlaceChoices().map(({ value, label }) => [value, label]))
  return ({ place, territory, country }) => {
    const code = territory ?? country
    return joined([place, code && (names.get(code) ?? code)], ', ')
  }
}

/** Only what was answered: nothing about the person was compulsory. */
const AnswersShown = ({ said, mayContact }: { said: Said; mayContact: boolean }) => {
  const facts = [...useWhatHappened(said.answers), ...useWhoTells(said, mayContact)]
  return <Facts items={facts.filter(({ value }) => value !== '').map(({ label, value }) => ({ label, value: <span dir="auto">{value}</span> }))} />
}

const useWhatHappened = ({ what = [], where, when, whenWords, who, about }: Answers): Fact[] => {
  const t = useText()
  const placeIn = usePlaceIn()
  return [
    { label: { es: 'Qué pasó', en: 'What happened' }, value: what.map((code) => t(nameIn(whatNames, code))).join(', ') },
    { label: { es: 'Dónde', en: 'Where' }, value: placeIn(where ?? {}) },
    { label: { es: 'Cuándo (contado desde que lo envió)', en: 'When (counted from when it was sent)' }, value: joined([when && t(nameIn(whenNames, when)), whenWords], '. ') },
    { label: { es: 'Quién lo hizo', en: 'Who did it' }, value: who ?? '' },
    { label: { es: 'A quién le pasó', en: 'To whom' }, value: useAbout(about ?? {}) },
  ]
}

const useWhoTells = ({ contact, language, sent, carried }: Said, mayContact: boolean): Fact[] => {
  const t = useText()
  const { date } = useFormat()
  const getInTouch = mayContact ? { es: 'Cómo contactar', en: 'How to get in touch' } : { es: 'Escribió un contacto, pero pidió que no se le contacte fuera de aquí', en: 'Wrote a contact, but asked not to be contacted outside this channel' }
  return [
    { label: getInTouch, value: contact ?? '' },
    { label: { es: 'Escribe en', en: 'Writes in' }, value: language in languageNames ? t(languageNames[knownLanguage(language)]) : '' },
    { label: { es: 'Lo envió el', en: 'Sent on' }, value: joined([/^\d{4}-\d{2}-\d{2}$/.test(sent) && date(sent), carried && t({ es: 'llegó por manos de otra persona', en: 'it came through somebody else’s hands' })], '; ') },
  ]
}

const ages: Record<string, Text> = { child: { es: 'menor de 18 años', en: 'under 18' }, adult: { es: 'persona adulta', en: 'adult' } }

const useAbout = ({ who, age, nationality }: NonNullable<Answers['about']>): string => {
  const t = useText()
  const placeIn = usePlaceIn()
  return joined([who && t(nameIn(aboutWhoNames, who)), age && t(nameIn(ages, age)), placeIn({ country: nationality })], ', ')
}
