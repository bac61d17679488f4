// One report: how it stands, what the person agreed to, and, behind the officer's key, what was told, the conversation and the coded part.
import { useEffect, useState } from 'react'
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import { AppLink, Facts, Notice, PageFrame, Read, useFormat, useParameter, useRead, useText, type Reply } from '../kit/kit.ts'
import { CodingForm } from './coding-form.tsx'
import { ConsentsShown } from './consents.tsx'
import { Conversation } from './conversation.tsx'
import { Decisions } from './decisions.tsx'
import { checkEnvelope, type Inner } from './envelope.ts'
import { Due } from './inbox.tsx'
import { Notes } from './notes.tsx'
import { Opened } from './opened.tsx'
import { Said } from './plaintext.ts'
import { SaidShown } from './said.tsx'
import { suggestionFor } from './suggestion.ts'
import { History, TakingAway } from './taking-away.tsx'
import { Transferring } from './transfer.tsx'
import { VaultGate } from '../vault/vault.ts'
import { numberOf, reasonNames, ReportStateTag, useDue } from './words.tsx'

export const ReportScreen = () => {
  const id = useParameter('id')
  return <Read of={useRead<ReportView>('/api/reports/:id', { id })} what={{ es: 'Cargando el reporte…', en: 'Loading the report…' }}>{(report) => <OneReport key={id} report={report} />}</Read>
}

const OneReport = ({ report }: { report: Reply<ReportView> }) => {
  // Once opened, the stricter agreement stays on the screen, also when the vault is locked again.
  const [inner, setInner] = useState<Inner>({})
  const { consents, areConsentsOther } = checkEnvelope(report, inner)
  return (
    <PageFrame
      title={{ es: `Reporte ${numberOf(report.id)}`, en: `Report ${numberOf(report.id)}` }} up={{ to: '/reports', label: { es: 'Reportes', en: 'Reports' } }}
      tags={<ReportStateTag state={report.state} />}
    >
      <Standing report={report} />
      <Notices report={report} />
      <Decisions report={report} />
      {areConsentsOther && <ConsentsOther />}
      <ConsentsShown report={{ ...report, consents }} />
      {report.state !== 'withdrawn' && <Sealed report={report} onOpened={setInner} />}
      <TakingAway report={report} />
      <History report={report} />
    </PageFrame>
  )
}

const ConsentsOther = () => {
  const t = useText()
  return (
    <Notice title={{ es: 'Lo que permitió no coincide', en: 'What was agreed to does not match' }}>
      <p>{t({
        es: 'Lo que la persona selló dentro y lo que dice el sobre no son iguales: puede haberlo cambiado después con su número, o alguien cambió el sobre en el camino. Abajo vale lo más estricto de los dos. Si necesita más, pregúntele en la conversación.',
        en: 'What the person sealed inside and what the envelope says are not the same: the person may have changed it later with their number, or somebody changed the envelope on its way. Below, the stricter of the two holds. If you need more, ask in the conversation.',
      })}</p>
    </Notice>
  )
}

/** What only the unit's key opens; a report that was withdrawn has nothing left to open. */
const Sealed = ({ report, onOpened }: { report: Reply<ReportView>; onOpened: (inner: Inner) => void }) => (
  <VaultGate>
    <Opened unit={report.unit.id} sealed={report.body} as={Said} what={{ es: 'Abriendo el reporte en su navegador…', en: 'Opening the report in your browser…' }} otherwise={<Unopened report={report} />}>
      {(said) => <Inside report={report} said={said} onOpened={onOpened} />}
    </Opened>
  </VaultGate>
)

/** What can still be done with a report whose first text does not open: what was written later, an answer that says so, notes. */
const Unopened = ({ report }: { report: Reply<ReportView> }) => {
  const t = useText()
  return (
    <>
      <Notice title={{ es: 'No se puede comprobar a quién se responde', en: 'Whom an answer reaches cannot be checked' }}>
        <p>{t({
          es: 'Eso va sellado dentro de lo que no se abrió. Diga solo que no se pudo abrir y pida que lo cuente otra vez; no repita nada que sepa por otro medio.',
          en: 'That is sealed inside what did not open. Say only that it could not be opened and ask to be told again; repeat nothing you know by other means.',
        })}</p>
      </Notice>
      <Conversation report={report} language="" isReaderOther={false} />
      <Notes report={report} />
    </>
  )
}

const Inside = ({ report: open, said, onOpened }: { report: Reply<ReportView>; said: Said; onOpened: (inner: Inner) => void }) => {
  const { consents, isReaderOther, wouldBeCounted } = checkEnvelope(open, said)
  const report = { ...open, consents }
  useEffect(() => onOpened({ reader: said.reader, consents: said.consents }), [said, onOpened])
  return (
    <>
      <SaidShown report={report} said={said} />
      <Conversation report={report} language={said.language} isReaderOther={isReaderOther} />
      {wouldBeCounted ? <NotCoded /> : <CodingForm key={report.coding?.at ?? ''} report={report} suggestion={suggestionFor(said)} />}
      <Transferring report={report} />
      <Notes report={report} />
    </>
  )
}

const NotCoded = () => {
  const t = useText()
  return (
    <Notice title={{ es: 'No se codifica', en: 'It is not coded' }}>
      <p>{t({
        es: 'La persona selló que no quería que se contara, y el sobre dice lo contrario: lo codificado entraría en las estadísticas. Pídale en la conversación que lo corrija con su número.',
        en: 'The person sealed that this should not be counted, and the envelope says otherwise: what is coded would enter the statistics. Ask in the conversation to have it corrected with their number.',
      })}</p>
    </Notice>
  )
}

const Standing = ({ report }: { report: ReportView }) => {
  const t = useText()
  const { date } = useFormat()
  const due = useDue()
  return (
    <Facts items={[
      { label: { es: 'Primera respuesta prometida', en: 'First answer promised' }, value: <Due {...due(report)} /> },
      { label: { es: 'Llegó', en: 'Arrived' }, value: date(report.received) },
      { label: { es: 'A cargo de', en: 'In charge' }, value: report.assignee?.name ?? t({ es: 'Nadie todavía', en: 'Nobody yet' }) },
      { label: { es: 'Unidad', en: 'Unit' }, value: report.unit.name },
    ]} />
  )
}

const Notices = ({ report: { isAside, joinedTo, joined, countedWith, ending, state } }: { report: ReportView }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const links = (ids: readonly string[]) => ids.map((id, at) => <span key={id}>{at > 0 && ', '}<AppLink to={`/reports/${id}`}>{numberOf(id)}</AppLink></span>)
  return (
    <>
      {state === 'withdrawn' && <Notice title={{ es: 'La persona lo retiró', en: 'The person withdrew it' }}><p>{t({ es: 'Se borró del nodo lo que contó, la conversación y los archivos. No use lo que haya guardado por fuera.', en: 'What was told, the conversation and the files were deleted from the node. Do not use what you may have saved elsewhere.' })}</p></Notice>}
      {isAside && <Notice title={{ es: 'Apartado', en: 'Set aside' }}><p>{t({ es: 'Llegó cuando había demasiados a la vez. Puede ser de una persona real: léalo. Al tomarlo vuelve a la bandeja.', en: 'It came when there were too many at once. It may be from a real person: read it. Taking it brings it back to the inbox.' })}</p></Notice>}
      {joinedTo !== null && <Notice title={{ es: 'Unido a otro reporte', en: 'Joined to another report' }}><p>{links([joinedTo])}</p></Notice>}
      {joined.length > 0 && <Notice title={{ es: 'Reportes unidos a este', en: 'Reports joined to this one' }}><p>{links(joined)}</p></Notice>}
      {countedWith.length > 0 && <Notice title={{ es: 'Se cuenta una sola vez', en: 'Counted once' }}><p>{t({ es: 'Estuvo unido a otro, y lo que pasó entra en las cifras una sola vez, junto con:', en: 'It was joined to another, and what happened enters the figures once, together with:' })} {links(countedWith)}</p></Notice>}
      {ending && <Notice title={ending.reason ? { es: 'No se atiende', en: 'Not followed up' } : { es: 'Cerrado', en: 'Closed' }}><p>{ending.reason && `${t(reasonNames[ending.reason])}. `}{ending.by.name}, {dateTime(ending.at)}</p></Notice>}
    </>
  )
}
