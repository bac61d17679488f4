// The frame of an XForm (ODK, Kobo, OpenRosa): its texts in every language, its blank instance, its binds and its questions.
import { languages, type Text } from './text.ts'
import { element, xmlDocument, type Element } from './xml.ts'

export interface XForm {
  id: string
  /** Changes when a question or a word does. */
  version: string
  title: string
  /** The words of the form by the ids that `labelled`, `hinted` and `worded` name. */
  texts: ReadonlyMap<string, Text>
  /** What is below the root of the blank instance, its housekeeping left out. */
  instance: readonly Element[]
  /** What may be answered, by path: the attributes of each bind. */
  binds: readonly (readonly [path: string, rules: Readonly<Record<string, string>>])[]
  body: readonly Element[]
}

/** A reference to a text of the form, as attributes write it. */
export const worded = (id: string): string => `jr:itext('${id}')`

export const labelled = (id: string): Element => ['label', { ref: worded(id) }, '']
export const hinted = (id: string): Element => ['hint', { ref: worded(id) }, '']

/** A choice of a question, with its text. */
export const choice = (value: string, textId: string): Element => element('item', [labelled(textId), element('value', value)])

const languageNames: Text = { es: 'Español (es)', en: 'English (en)' }

const itext = (texts: XForm['texts']): Element => element('itext', languages.map((language): Element =>
  ['translation', { lang: languageNames[language], ...(language === 'es' && { default: 'true()' }) },
    [...texts].map(([id, text]): Element => ['text', { id }, [element('value', text[language])]])]))

const bound = (path: string, rules: Readonly<Record<string, string>>): Element => ['bind', { nodeset: path, ...rules }, '']

/** The form as XML; each filled one gets an instance id of its own on the device. */
export const xformDocument = ({ id, version, title, texts, instance, binds, body }: XForm): string => {
  const root: Element = ['data', { id, version }, [...instance, element('meta', [element('instanceID', '')])]]
  const model: Element = ['model', { 'odk:xforms-version': '1.0.0' }, [
    itext(texts), element('instance', [root]), ...binds.map(([path, rules]) => bound(path, rules)),
    bound('/data/meta/instanceID', { type: 'string', readonly: 'true()', 'jr:preload': 'uid' }),
  ]]
  return xmlDocument(['h:html', {
    xmlns: 'http://www.w3.org/2002/xforms', 'xmlns:h': 'http://www.w3.org/1999/xhtml', 'xmlns:jr': 'http://openrosa.org/javarosa', 'xmlns:odk': 'http://www.opendatakit.org/xforms',
  }, [element('h:head', [element('h:title', title), model]), element('h:body', body)]])
}
