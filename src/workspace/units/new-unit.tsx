// Creating a unit: its name and competence; its key comes next, on its own page.
import { usualPromise, type UnitView } from '../../modules/units/model.ts'
import { ActForm, announce, PageFrame, useActForm, useGo, useSession, useText } from '../kit/kit.ts'
import { UnitFields, type UnitEntries } from './unit-fields.tsx'

export const NewUnitScreen = () => {
  const institution = useSession()?.person?.institution
  return institution ? <NewUnitForm kind={institution.kind} country={institution.country} name={institution.name} /> : null
}

const NewUnitForm = ({ kind, country, name }: { kind: string; country: string; name: string }) => {
  const t = useText()
  const go = useGo()
  const form = useActForm<UnitView, UnitEntries>({
    method: 'POST', path: '/api/units', initial: { name, country, represents: null, territories: [country], offences: [], promisedDays: usualPromise },
    onDone: ({ id }) => {
      announce(t({ es: 'Unidad creada. Ahora haga su llave.', en: 'Unit created. Now make its key.' }))
      go(`/units/${id}`)
    },
  })
  return (
    <PageFrame
      title={{ es: 'Crear una unidad', en: 'Create a unit' }} up={{ to: '/units', label: { es: 'Unidades', en: 'Units' } }}
      lead={t({ es: 'Usted la dirigirá. No recibe nada hasta que dos personas tengan su llave, o una y dos custodios.', en: 'You will lead it. It receives nothing until two people hold its key, or one person and two custodians.' })}
    >
      <ActForm form={form} submit={{ es: 'Crear la unidad', en: 'Create the unit' }}><UnitFields form={form} isConsulate={kind === 'consulate'} /></ActForm>
    </PageFrame>
  )
}
