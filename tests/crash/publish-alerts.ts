// A process to be killed: publishes one alert after another to many people, and prints each before and after.
import { accounts, actsOfRole, anonymousActs, loadDemonstrationPeople } from '../../src/modules/accounts/index.ts'
import type { DemonstrationRegion } from '../../src/modules/accounts/model.ts'
import { alerts } from '../../src/modules/alerts/index.ts'
import { catalogues } from '../../src/modules/catalogues/index.ts'
import { collection } from '../../src/modules/collection/index.ts'
import { notices } from '../../src/modules/notices/index.ts'
import { statistics } from '../../src/modules/statistics/index.ts'
import { uploads } from '../../src/modules/uploads/index.ts'
import { warning } from '../../src/modules/warning/index.ts'
import { emptyAudience } from '../../src/modules/alerts/model/content.ts'
import { templateOf } from '../../src/modules/alerts/model/templates.ts'
import type { AlertView } from '../../src/modules/alerts/model/views.ts'
import { systemActor, type Actor } from '../../src/platform/access.ts'
import type { ActName } from '../../src/platform/action.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { performAny } from '../../src/platform/perform.ts'
import { createSystem } from '../../src/platform/system.ts'
import { openFileStore } from '../../src/platform/work/files.ts'
import { openMail } from '../../src/platform/work/mail.ts'

const [databaseUrl = '', dataFolder = '', officers = '0'] = process.argv.slice(2)
// Nobody listens there: what is queued stays queued.
const config = readConfig({ SIDMI_DATA: dataFolder, SIDMI_LOG_LEVEL: 'silent', SIDMI_SMTP_URL: 'smtp://127.0.0.1:9' })
const database = await openDatabase({ dataFolder, databaseUrl, applicationName: 'crash', purpose: 'node', log: () => undefined })
const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: true, files: openFileStore(dataFolder), mail: openMail(config) }
const nobody: Actor = { ...systemActor, kind: 'anonymous', acts: anonymousActs }
const system = createSystem({ node, database, modules: [accounts, uploads, catalogues, notices, collection, statistics, warning, alerts], anonymous: nobody, now: () => new Date() })

const person = (name: string, role: 'analyst' | 'coordinator' | 'duty-officer'): DemonstrationRegion['people'][number] =>
  ({ name, email: `${name}@prueba.example`, institution: 'police', roles: [role], territories: ['GT'], language: 'es' })

const { people, institutions } = await loadDemonstrationPeople(system, {
  institutions: [{ key: 'police', name: 'Policía de prueba', kind: 'police', country: 'GT' }],
  people: [
    person('ana', 'analyst'), person('carla', 'coordinator'),
    ...Array.from({ length: Number(officers) }, (_, number) => person(`guardia${String(number)}`, 'duty-officer')),
  ],
})

const actor = (name: string, role: string): Actor => ({
  kind: 'person', id: people[`${name}@prueba.example`] ?? null, name, email: null, roles: [role], territories: ['GT'], acts: actsOfRole(role),
  institution: { id: institutions.police ?? '', kind: 'police', country: 'GT' }, language: 'es',
})
const [ana, carla] = [actor('ana', 'analyst'), actor('carla', 'coordinator')]

const content = {
  ...templateOf('rise'), territories: ['GT'], title: { es: 'Prueba', en: '' }, summary: { es: 'Prueba', en: '' },
  audience: { ...emptyAudience, roles: ['duty-officer'] },
  expires: new Date(Date.now() + 86_400_000).toISOString(),
}
const does = async (who: Actor, act: ActName, input: unknown): Promise<AlertView> =>
  (await performAny(system, system.acts.get(act)!, { actor: who, input })).output as AlertView

for (;;) {
  const { id } = await does(ana, 'alert.draft', { content })
  await does(ana, 'alert.submit', { id, basedOn: 1 })
  process.stdout.write(`publishing ${id}\n`)
  await does(carla, 'alert.publish', { id, basedOn: 1 })
  process.stdout.write(`published ${id}\n`)
}
