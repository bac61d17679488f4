// Institutions' own systems that are told when there is something to read: setting, trying and ending them.
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InstitutionView } from '../../modules/accounts/model.ts'
import type { WebhookSet, WebhookTried, WebhookView } from '../../modules/notices/model/webhooks.ts'
import {
  ActForm, announce, ConfirmDialog, DataTable, Empty, Notice, PageFrame, ProblemNotice, Read, Section, StateTag, useAct, useActForm, useFormat, useRead, useText, type Column,
} from '../kit/kit.ts'

export const Webhooks = () => {
  const t = useText()
  const [made, setMade] = useState<WebhookSet>()
  return (
    <PageFrame title={{ es: 'Avisos a sistemas', en: 'Webhooks' }} lead={t({
      es: 'El sistema de una institución puede enterarse de que hay algo por leer para alguien de ella. Recibe un identificador y una dirección, firmados; nunca el contenido.',
      en: 'An institution’s system can learn that there is something to read for somebody of it. It receives an identifier and an address, signed; never the content.',
    })}>
      {made && <Secret webhook={made} onKept={() => setMade(undefined)} />}
      <Read of={useRead<{ items: WebhookView[] }>('/api/webhooks')}>{({ items }) => <Listed items={items} />}</Read>
      <Setting onMade={setMade} />
    </PageFrame>
  )
}

const Secret = ({ webhook: { secret, institution }, onKept }: { webhook: WebhookSet; onKept: () => void }) => {
  const t = useText()
  return (
    <Notice title={{ es: 'Guarde este secreto ahora: no se vuelve a mostrar', en: 'Keep this secret now: it is not shown again' }}>
      <p>{t({ es: `Entréguelo a ${institution.name} por un medio seguro. Con él comprueba que cada aviso viene de este nodo.`, en: `Hand it to ${institution.name} by safe means. With it they check that each notice comes from this node.` })}</p>
      <p style={{ overflowWrap: 'anywhere' }}><code>{secret}</code></p>
      <p>{t({ es: 'Cada aviso trae la cabecera «sidmi-signature: sha256=…»: el HMAC-SHA-256 del cuerpo con este secreto, en hexadecimal.', en: 'Each notice carries the header “sidmi-signature: sha256=…”: the HMAC-SHA-256 of the body under this secret, in hexadecimal.' })}</p>
      <Button variant="default" onClick={onKept}>{t({ es: 'Ya lo guardé', en: 'I have kept it' })}</Button>
    </Notice>
  )
}

const Setting = ({ onMade }: { onMade: (webhook: WebhookSet) => void }) => {
  const t = useText()
  const institutions = useRead<{ items: InstitutionView[] }>('/api/institutions')
  const form = useActForm<WebhookSet, { institutionId: string; url: string }>({
    method: 'PUT', path: '/api/webhooks', initial: { institutionId: '', url: '' }, onDone: (webhook) => {
      onMade(webhook)
      form.reset()
    },
  })
  return (
    <Section title={{ es: 'Fijar un aviso', en: 'Set a webhook' }} lead={t({ es: 'Cada institución tiene uno. Fijar otro termina el anterior y da un secreto nuevo.', en: 'Each institution has one. Setting another ends the one before and gives a new secret.' })}>
      <ActForm form={form} submit={{ es: 'Fijar', en: 'Set' }}>
        <Select
          {...form.field('institutionId')} label={t({ es: 'Institución', en: 'Institution' })} searchable allowDeselect={false} required
          data={(institutions.data?.items ?? []).map(({ id, name, country }) => ({ value: id, label: `${name} (${country})` }))}
        />
        <TextInput {...form.field('url')} type="url" label={t({ es: 'Dirección del sistema', en: 'Address of the system' })} description={t({ es: 'Pública y con https://', en: 'Public and with https://' })} required />
      </ActForm>
    </Section>
  )
}

const useColumns = (onEnd: (webhook: WebhookView) => void): Column<WebhookView>[] => {
  const t = useText()
  const { date } = useFormat()
  return [
    { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => `${institution.name} (${institution.country})` },
    { key: 'url', label: { es: 'Dirección', en: 'Address' }, value: ({ url }) => url, cell: ({ url }) => <span style={{ overflowWrap: 'anywhere' }}>{url}</span> },
    {
      key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ endedAt }) => endedAt ?? '', isShort: true,
      cell: ({ endedAt }) => endedAt ? <StateTag kind="ended" label={t({ es: `terminó el ${date(endedAt)}`, en: `ended on ${date(endedAt)}` })} /> : <StateTag kind="active" label={{ es: 'en uso', en: 'in use' }} />,
    },
    { key: 'last', label: { es: 'Último intento', en: 'Last try' }, value: ({ lastTry }) => lastTry?.day ?? null, cell: ({ lastTry }) => (lastTry ? <LastTry {...lastTry} /> : t({ es: 'ninguno', en: 'none' })) },
    { key: 'acts', label: { es: 'Qué hacer', en: 'Actions' }, value: () => null, sorts: false, cell: (webhook) => (webhook.endedAt === null ? <Acts webhook={webhook} onEnd={onEnd} /> : '—') },
  ]
}

const LastTry = ({ day, error }: NonNullable<WebhookView['lastTry']>) => {
  const t = useText()
  const { date } = useFormat()
  const on = date(day)
  return <>{t(error === null ? { es: `recibido el ${on}`, en: `taken on ${on}` } : { es: `no recibido el ${on}: ${error}`, en: `not taken on ${on}: ${error}` })}</>
}

const Listed = ({ items }: { items: readonly WebhookView[] }) => {
  const t = useText()
  const [ending, setEnding] = useState<WebhookView>()
  const act = useAct('POST', '/api/webhooks/:id/end', {
    onDone: () => {
      announce(t({ es: 'Aviso terminado.', en: 'Webhook ended.' }))
      setEnding(undefined)
    },
  })
  const columns = useColumns(setEnding)
  return (
    <>
      <DataTable caption={{ es: 'Avisos a sistemas de instituciones', en: 'Webhooks of institutions' }} hidesCaption rows={items} rowKey={({ id }) => id} columns={columns}
        empty={<Empty title={{ es: 'Todavía no se avisa a ningún sistema.', en: 'No system is told yet.' }} />} />
      <ConfirmDialog
        isOpen={ending !== undefined} onClose={() => setEnding(undefined)} title={{ es: 'Terminar el aviso', en: 'End the webhook' }} confirm={{ es: 'Terminar', en: 'End' }}
        isBusy={act.isPending} problem={act.error} onConfirm={() => act.mutate({ id: ending?.id })}
      >
        <p>{t({ es: 'El sistema deja de enterarse desde ahora, y su secreto deja de valer.', en: 'The system is told nothing from now on, and its secret no longer holds.' })}</p>
      </ConfirmDialog>
    </>
  )
}

const Acts = ({ webhook, onEnd }: { webhook: WebhookView; onEnd: (webhook: WebhookView) => void }) => {
  const t = useText()
  const trial = useAct<WebhookTried>('POST', '/api/webhooks/:id/trial', {
    onDone: ({ isTaken, answer }) => announce(isTaken
      ? t({ es: `El sistema lo recibió (${answer}).`, en: `The system took it (${answer}).` })
      : t({ es: `El sistema no lo recibió: ${answer}. Revise la dirección con la institución.`, en: `The system did not take it: ${answer}. Check the address with the institution.` })),
  })
  const of = <span className="visually-hidden"> {webhook.institution.name}</span>
  return (
    <>
      <ProblemNotice problem={trial.error} />
      <Button variant="subtle" aria-busy={trial.isPending} onClick={() => trial.mutate({ id: webhook.id })}>{trial.isPending ? t({ es: 'Probando…', en: 'Trying…' }) : t({ es: 'Probar', en: 'Try' })}{of}</Button>
      <Button variant="subtle" onClick={() => onEnd(webhook)}>{t({ es: 'Terminar', en: 'End' })}{of}</Button>
    </>
  )
}
