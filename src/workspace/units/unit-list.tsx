// The units of one's institution and those one is a custodian of: which receive, and what is missing.
import { institutionKindNames, type InstitutionKind } from '../../modules/accounts/model.ts'
import { gapTexts, rotationTexts, type KeyRing, type UnitSummary } from '../../modules/units/model.ts'
import { AppLink, ButtonLink, DataTable, Empty, Notice, PageFrame, Read, useMay, useRead, useText } from '../kit/kit.ts'
import { AnnouncedUnits } from './announced.tsx'
import { UnitStateTag } from './words.tsx'

const NewUnitLink = () => <ButtonLink to="/units/new">{useText()({ es: 'Crear una unidad', en: 'Create a unit' })}</ButtonLink>

/** What waits for a custodian, and the way to one's own key. */
const Own = () => {
  const t = useText()
  const ring = useRead<KeyRing>('/api/keys', {}, { topics: ['key', 'unit'] }).data
  if (!ring) return null
  return (
    <>
      {ring.keys.length === 0 && (
        <Notice title={{ es: 'Empiece por su propia llave', en: 'Begin with your own key' }}>
          <p>{t({ es: 'Sin ella no se le puede dar la de una unidad.', en: 'Without it no unit’s key can be given to you.' })} <AppLink to="/key">{t({ es: 'Hacer mi llave', en: 'Make my key' })}</AppLink></p>
        </Notice>
      )}
      {ring.recoveries.length > 0 && (
        <Notice title={{ es: 'Una recuperación espera su parte', en: 'A recovery waits for your part' }}>
          <p><AppLink to="/custody">{t({ es: 'Ver qué se pide', en: 'See what is asked' })}</AppLink></p>
        </Notice>
      )}
      {ring.custodies.length > 0 && <p><AppLink to="/custody">{t({ es: 'Llaves que custodio', en: 'Keys I am a custodian of' })}</AppLink></p>}
    </>
  )
}

const whyNot = ({ gaps, rotation }: UnitSummary) => [...gaps.map((gap) => gapTexts[gap]), ...(rotation !== null && rotation !== 'migration' ? [rotationTexts[rotation]] : [])]

export const UnitList = () => {
  const t = useText()
  const units = useRead<{ items: UnitSummary[] }>('/api/units')
  return (
    <PageFrame
      title={{ es: 'Unidades y llaves', en: 'Units and keys' }} actions={useMay('unit.create') && <NewUnitLink />}
      lead={t({
        es: 'Una unidad recibe reportes sellados. Solo los abren quienes tienen su llave; ni el nodo ni quien lo administra. ',
        en: 'A unit receives sealed reports. Only those who hold its key open them; neither the node nor its administrator. ',
      })}
    >
      <Own />
      <Read of={units}>
        {({ items }) => (
          <DataTable
            caption={{ es: 'Unidades de su institución, y las que custodia', en: 'Units of your institution, and those you are a custodian of' }} hidesCaption
            rows={items} rowKey={({ id }) => id} rowTo={({ id }) => `/units/${id}`}
            empty={<Empty title={{ es: 'Su institución todavía no tiene unidades.', en: 'Your institution has no units yet.' }}>{t({ es: 'Cree una: después se hace su llave y se da a otra persona, y entonces recibe.', en: 'Create one: then its key is made and given to another person, and it receives.' })}</Empty>}
            columns={[
              { key: 'name', label: { es: 'Unidad', en: 'Unit' }, value: ({ name }) => name },
              { key: 'kind', label: { es: 'Clase', en: 'Kind' }, value: ({ kind }) => t(institutionKindNames[kind as InstitutionKind]) },
              { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
              { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ isOpen }) => (isOpen ? 0 : 1), cell: (unit) => <UnitStateTag {...unit} />, isShort: true },
              { key: 'holders', label: { es: 'Personas con la llave', en: 'People with the key' }, value: ({ holders }) => holders, isNumber: true },
              { key: 'custodians', label: { es: 'Custodios', en: 'Custodians' }, value: ({ hasCustodians }) => (hasCustodians ? 1 : 0), cell: ({ hasCustodians }) => t(hasCustodians ? { es: 'Sí', en: 'Yes' } : { es: 'No', en: 'No' }), isShort: true },
              { key: 'missing', label: { es: 'Qué falta', en: 'What is missing' }, value: (unit) => whyNot(unit).map(t).join(' ') || '—', sorts: false },
            ]}
          />
        )}
      </Read>
      <AnnouncedUnits />
    </PageFrame>
  )
}
