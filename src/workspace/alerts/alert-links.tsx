// Where an alert leads: the signals, figures and protocols that its reader may open.
import { whereTo, type AlertView, type Protocol } from '../../modules/alerts/model/views.ts'
import { AppLink, Section, useFormat, useLanguage, useText } from '../kit/kit.ts'

export const AlertLinks = ({ links: { signals, views, protocols } }: Pick<AlertView, 'links'>) => {
  const t = useText()
  const { date } = useFormat()
  return (
    <>
      {signals.length + views.length > 0 && (
        <Section title={{ es: 'De dónde sale', en: 'Where it comes from' }}>
          <ul>
            {signals.map(({ id, what, place, period }) => (
              <li key={id}><AppLink to={`/signals/${id}`}>{t({ es: 'Señal', en: 'Signal' })}: {t(what)}, {t(place)}</AppLink>, {date(period)}</li>
            ))}
            {views.map(({ id, name }) => <li key={id}><AppLink to={`/figures?v=${id}`}>{t({ es: 'Cifras', en: 'Figures' })}: {name}</AppLink></li>)}
          </ul>
        </Section>
      )}
      {protocols.length > 0 && (
        <Section title={{ es: 'Protocolos que ayudan', en: 'Protocols that help' }}>
          {protocols.map((protocol) => <ProtocolSteps key={protocol.id} protocol={protocol} />)}
        </Section>
      )}
    </>
  )
}

const ProtocolSteps = ({ protocol: { names, aim, steps, never, source, verify } }: { protocol: Protocol }) => {
  const t = useText()
  const language = useLanguage()
  return (
    <details>
      <summary>{t(names)}</summary>
      <p>{t(aim)}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.number}>
            {t(step.text)} {whereTo(step, language)}
            {step.basis.length > 0 && <small> [{step.basis.join('; ')}]</small>}
          </li>
        ))}
      </ol>
      <p><strong>{t({ es: 'Nunca', en: 'Never' })}:</strong> {never.map((each) => t(each)).join('; ')}.</p>
      <p><small>{t({ es: 'Fuente', en: 'Source' })}: {t(source)} {t(verify)}</small></p>
    </details>
  )
}
