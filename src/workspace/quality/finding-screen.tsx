// One finding: what is doubtful and why, on the map or beside its months, the lines of the file, the answer and the thread.
import { Group } from '@mantine/core'
import { lineWords } from '../../modules/collection/model/line.ts'
import type { FindingDetail } from '../../modules/quality/model.ts'
import type { Text } from '../../platform/text.ts'
import { AppLink, DataTable, Facts, Notice, PageFrame, Read, Section, Timeline, useFormat, useParameter, useRead, useText, type Reply } from '../kit/kit.ts'
import { Evidence } from './evidence.tsx'
import { Explain, NoteButton, Owner, Reopen } from './finding-acts.tsx'
import { FindingSeverityTag, FindingStateTag, noteNames } from './words.tsx'

export const FindingScreen = () => {
  const finding = useRead<FindingDetail>('/api/findings/:id', { id: useParameter('id') })
  return <Read of={finding} what={{ es: 'Cargando el hallazgo…', en: 'Loading the finding…' }}>{(found) => <Finding finding={found} />}</Read>
}

const Finding = ({ finding }: { finding: Reply<FindingDetail> }) => {
  const t = useText()
  return (
    <PageFrame
      title={t(finding.title)} lead={t(finding.explanation)} up={{ to: '/quality', label: { es: 'Calidad', en: 'Quality' } }}
      tags={<Group gap="sm"><FindingStateTag state={finding.state} /><FindingSeverityTag severity={finding.severity} /></Group>}
      actions={<Group gap="sm"><Explain finding={finding} /><Reopen finding={finding} /><Owner finding={finding} /><NoteButton finding={finding} /></Group>}
    >
      {finding.source.isDemonstration && <Notice><p>{t({ es: 'Datos de demostración: no describen hechos reales.', en: 'Demonstration data: they describe no real events.' })}</p></Notice>}
      {finding.answer !== null && <Notice title={{ es: 'Se explicó así', en: 'Explained so' }}><p>{finding.answer}</p></Notice>}
      {finding.state === 'mended' && <Notice><p>{t({ es: `La versión ${finding.mendedRelease ?? ''} de la fuente ya no lo muestra.`, en: `Release ${finding.mendedRelease ?? ''} of the source no longer shows it.` })}</p></Notice>}
      <Evidence finding={finding} />
      {finding.state === 'open' && <Notice title={{ es: 'Qué hacer', en: 'What to do' }}><p>{t(finding.advice)}</p></Notice>}
      <Lines finding={finding} />
      <About finding={finding} />
      <Thread finding={finding} />
    </PageFrame>
  )
}

/** How many lines there are that the reader may not see; `hasOwn` when others are shown above. */
const othersLines = (count: number, figure: string, hasOwn: boolean): Text => {
  if (count === 1) {
    return { es: `${hasOwn ? 'Otra' : 'La'} línea es de otra institución y aquí no se muestra.`, en: `${hasOwn ? 'One other' : 'The'} line belongs to another institution and is not shown here.` }
  }
  return {
    es: `${hasOwn ? `Otras ${figure}` : `Las ${figure}`} líneas son de otra institución y aquí no se muestran.`,
    en: `${hasOwn ? `${figure} other` : `The ${figure}`} lines belong to another institution and are not shown here.`,
  }
}

const Lines = ({ finding: { lines, hiddenLines, cells } }: { finding: FindingDetail }) => {
  const t = useText()
  const { number } = useFormat()
  if (lines.length + hiddenLines === 0) return null
  return (
    <Section title={{ es: 'Las líneas del archivo', en: 'The lines of the file' }}>
      {lines.length > 0 && <DataTable
        caption={{ es: 'Cifras en que se encontró, con su archivo y línea', en: 'Figures it was found in, with their file and line' }} hidesCaption step={20}
        rows={lines} rowKey={({ observation }) => String(observation)} rowTo={({ observation }) => `/observations/${observation}`}
        columns={[
          { key: 'line', label: { es: 'Línea', en: 'Line' }, value: ({ line }) => line, cell: ({ line }) => t(lineWords(line)), isNumber: true },
          { key: 'file', label: { es: 'Archivo', en: 'File' }, value: ({ fileName }) => fileName },
          { key: 'measure', label: { es: 'Medida', en: 'Measure' }, value: ({ measure }) => measure },
          { key: 'start', label: { es: 'Periodo', en: 'Period' }, value: ({ start }) => start, isShort: true },
          { key: 'place', label: { es: 'Lugar', en: 'Place' }, value: ({ territory, country }) => territory ?? country, isShort: true },
          { key: 'value', label: { es: 'Cifra', en: 'Figure' }, value: ({ value }) => value, isNumber: true },
        ]}
      />}
      {hiddenLines > 0 && <p>{t(othersLines(hiddenLines, number(hiddenLines), lines.length > 0))}</p>}
      {cells > lines.length + hiddenLines && <p>{t({ es: `Se muestran ${number(lines.length)} de ${number(cells)} cifras.`, en: `${number(lines.length)} of ${number(cells)} figures are shown.` })}</p>}
    </Section>
  )
}

const About = ({ finding }: { finding: FindingDetail }) => {
  const t = useText()
  const { dateTime, percent } = useFormat()
  return (
    <Section title={{ es: 'De qué se trata', en: 'About it' }}>
      <Facts items={[
        { label: { es: 'Fuente', en: 'Source' }, value: <AppLink to={`/quality/sources/${finding.source.id}`}>{t(finding.source.name)}</AppLink> },
        { label: { es: 'A cargo de', en: 'Owner' }, value: [finding.person?.name, finding.institution?.name].filter(Boolean).join(', ') || t({ es: 'Nadie todavía', en: 'Nobody yet' }) },
        { label: { es: 'Encontrado', en: 'Found' }, value: `${dateTime(finding.foundAt)} (${t({ es: 'versión', en: 'release' })} ${finding.foundRelease})` },
        { label: { es: 'Certeza', en: 'Certainty' }, value: percent(finding.score) },
      ]} />
    </Section>
  )
}

const Thread = ({ finding: { notes } }: { finding: FindingDetail }) => {
  const t = useText()
  if (notes.length === 0) return null
  return (
    <Section title={{ es: 'Lo que se ha dicho', en: 'What has been said' }}>
      <Timeline moments={notes.map(({ id, at, what, person, words }) => ({ key: String(id), at, what: t(noteNames[what]), ...(person !== null && { who: person }), ...(words !== null && { note: words }) }))} />
    </Section>
  )
}
