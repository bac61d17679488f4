// The report as sealed files to take away, and how to open them without SIDMI; and what was done with it here.
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import type { Text } from '../../platform/text.ts'
import { addressOf, DownloadLinks, Section, Timeline, useText, type Reply } from '../kit/kit.ts'

export const TakingAway = ({ report }: { report: Reply<ReportView> }) => {
  const t = useText()
  if (!report.allowed.includes('report.export')) return null
  return (
    <Section title={{ es: 'Llevárselo sellado', en: 'Take it away sealed' }} lead={t({ es: 'Los archivos salen como están: sellados con age. Solo se abren con la llave de la unidad.', en: 'The files leave as they are: sealed with age. They open only with the unit’s key.' })}>
      <DownloadLinks files={[{ href: addressOf('/api/reports/:id/export', { id: report.id }), label: { es: 'Descargar el reporte sellado', en: 'Download the sealed report' }, format: 'ZIP' }]} />
      <details>
        <summary>{t({ es: 'Cómo abrirlo con el programa age', en: 'How to open it with the age program' })}</summary>
        <p>{t({
          es: 'Instale age (en Debian y Ubuntu, el paquete se llama «age»). En la página de la unidad pulse «Descargar la llave abierta» y escriba, con los nombres de los dos archivos:',
          en: 'Install age (on Debian and Ubuntu the package is called “age”). On the unit’s page press “Download the open key” and type, with the names of the two files:',
        })}</p>
        <pre><code>age --decrypt --identity llave-de-la-unidad.txt 000-report.age</code></pre>
        <p>{t({ es: 'Lo que salga queda sin sello en ese equipo: bórrelo cuando termine.', en: 'What comes out is unsealed on that computer: delete it when you have finished.' })}</p>
      </details>
    </Section>
  )
}

const acts: Record<string, Text> = {
  'report.send': { es: 'Llegó', en: 'Arrived' },
  'report.read': { es: 'Se leyó', en: 'Read' },
  'report.code': { es: 'Se codificó', en: 'Coded' },
  'report.assign': { es: 'Se asignó', en: 'Assigned' },
  'conversation.answer': { es: 'Se respondió', en: 'Answered' },
  'conversation.note': { es: 'Se anotó', en: 'Noted' },
  'report.transfer': { es: 'Se transfirió', en: 'Transferred' },
  'report.join': { es: 'Se unió con otro', en: 'Joined with another' },
  'report.part': { es: 'Se separó: no cuenta lo mismo', en: 'Parted: it does not tell of the same' },
  'report.reject': { es: 'Se decidió no atenderlo', en: 'Decided not to follow up' },
  'report.close': { es: 'Se cerró', en: 'Closed' },
  'report.reopen': { es: 'Se abrió de nuevo', en: 'Opened again' },
  'report.export': { es: 'Se descargó sellado', en: 'Downloaded sealed' },
  'report.fetchFile': { es: 'Se abrió un archivo', en: 'A file was opened' },
}

export const History = ({ report: { history } }: { report: ReportView }) => {
  const t = useText()
  if (history.length === 0) return null
  return (
    <Section title={{ es: 'Qué se hizo con él', en: 'What was done with it' }}>
      <Timeline moments={history.map(({ act, by, at }, key) => ({ key: `${at} ${String(key)}`, at, what: t(acts[act] ?? { es: act, en: act }), ...(by && { who: by.name }) }))} />
    </Section>
  )
}
