// The public pages of the bulletins: the list, and each as it was published.
import { periodText } from '../../../platform/charts/format.ts'
import { Breadcrumb, FactList, PageNotice } from '../../../platform/html/parts.tsx'
import { page, type Page } from '../../../platform/module.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { listPublicBulletins, readPublicBulletin } from '../actions/public.ts'
import type { PublicBulletin } from '../model.ts'
import { bulletinWords, spanText } from '../rules/words.ts'
import { BlockView, Paragraphs } from './blocks.tsx'

const notices = {
  withdrawn: { es: 'Este boletín se retiró.', en: 'This bulletin was withdrawn.' },
  corrected: { es: 'Hay un boletín que corrige a este.', en: 'There is a bulletin that corrects this one.' },
  corrects: { es: 'Corrige a un boletín anterior.', en: 'It corrects an earlier bulletin.' },
  open: { es: 'Abrirlo', en: 'Open it' },
} satisfies Record<string, Text>

const List = ({ items, lang }: { items: readonly PublicBulletin[]; lang: Language }) => (
  <>
    <h1>{say(bulletinWords.bulletins, lang)}</h1>
    <p className="lead">{say(bulletinWords.lead, lang)}</p>
    {items.length === 0 && <p>{say(bulletinWords.none, lang)}</p>}
    {items.map((bulletin) => (
      <article key={bulletin.id}>
        <h2><a href={`/${lang}/bulletins/${bulletin.id}`}>{say(bulletin.title, lang)}</a></h2>
        <p className="quiet">{spanText(bulletin, lang)} · {bulletin.institution}{bulletin.withdrawnReason !== null && ` · ${say(notices.withdrawn, lang)}`}</p>
        <p>{say(bulletin.lead, lang)}</p>
      </article>
    ))}
  </>
)

const Standing = ({ bulletin, lang }: { bulletin: PublicBulletin; lang: Language }) => (
  <>
    {bulletin.withdrawnReason !== null && <PageNotice title={say(notices.withdrawn, lang)}>{bulletin.withdrawnReason}</PageNotice>}
    {bulletin.correctedBy && <PageNotice title={say(notices.corrected, lang)}><a href={`/${lang}/bulletins/${bulletin.correctedBy}`}>{say(notices.open, lang)}</a></PageNotice>}
    {bulletin.corrects && <PageNotice title={say(notices.corrects, lang)}><a href={`/${lang}/bulletins/${bulletin.corrects}`}>{say(notices.open, lang)}</a></PageNotice>}
  </>
)

const One = ({ bulletin, lang }: { bulletin: PublicBulletin; lang: Language }) => (
  <article>
    <Breadcrumb lang={lang} trail={[{ label: say(bulletinWords.bulletins, lang), path: '/bulletins' }, { label: say(bulletin.title, lang) }]} />
    <h1>{say(bulletin.title, lang)}</h1>
    <Standing bulletin={bulletin} lang={lang} />
    <div className="lead"><Paragraphs text={say(bulletin.lead, lang)} /></div>
    <FactList facts={[
      { name: say(bulletinWords.span, lang), value: spanText(bulletin, lang) },
      { name: say(bulletinWords.by, lang), value: bulletin.institution },
      { name: say(bulletinWords.published, lang), value: periodText(bulletin.publishedAt, 'day', lang) },
    ]} />
    <p><a className="button button-quiet" href={`/bulletins/${bulletin.id}/bulletin.pdf?lang=${lang}`}>{say(bulletinWords.pdf, lang)}</a></p>
    {bulletin.blocks.map((block, index) => <BlockView key={index} id={`block-${index}`} block={block} span={bulletin} lang={lang} />)}
    <p className="quiet">{say(bulletinWords.frozen, lang)}</p>
  </article>
)

export const pages: readonly Page[] = [
  page({
    path: '/bulletins',
    act: listPublicBulletins,
    title: () => bulletinWords.bulletins,
    description: () => bulletinWords.lead,
    view: ({ output, lang }) => <List items={output.items} lang={lang} />,
    nav: { label: bulletinWords.bulletins, order: 35 },
  }),
  page({
    path: '/bulletins/:id',
    act: readPublicBulletin,
    title: ({ output }) => output.title,
    description: ({ output }) => output.lead,
    view: ({ output, lang }) => <One bulletin={output} lang={lang} />,
  }),
]
