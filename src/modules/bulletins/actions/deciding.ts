// Acts of the second person: return a bulletin, publish it as it stands, withdraw it with a reason.
import { action } from '../../../platform/action.ts'
import { BulletinView, DecideOnBulletin, ReturnBulletin, WithdrawBulletin } from '../model.ts'
import { bulletinProblems } from '../problems.ts'
import { canApprove, emptyFigures, gapsOf } from '../rules/life.ts'
import { setPublished, setState } from '../store.ts'
import { changes, only, refuseStale, reread } from './editing.ts'
import { fillBlocks } from './filling.ts'

export const returnBulletin = action({
  name: 'bulletin.return',
  summary: { es: 'Devolver un boletín a quien lo escribió', en: 'Return a bulletin to whoever wrote it' },
  input: ReturnBulletin,
  output: BulletinView,
  ...changes,
  ready: only('review'),
  async run({ input, subject, db, now, announce }) {
    refuseStale(subject, input.basedOn)
    await setState(db, subject.id, { state: 'draft', reason: input.reason, now })
    announce({ topic: 'bulletin', to: 'all' })
    return reread(db, subject.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'returnReason'] }),
})

export const publishBulletin = action({
  name: 'bulletin.publish',
  summary: { es: 'Aprobar y publicar un boletín', en: 'Approve and publish a bulletin' },
  input: DecideOnBulletin,
  output: BulletinView,
  ...changes,
  condition: { es: 'no fue quien lo cambió por última vez', en: 'was not the last to change it' },
  ready: (bulletin, actor) => only('review')(bulletin) ?? (canApprove(bulletin, actor.id) ? undefined : bulletinProblems.fourEyes()),
  async run({ input, subject, actor, db, now, announce }) {
    refuseStale(subject, input.basedOn)
    const filled = await fillBlocks(db, subject.content, now)
    const missing = [...gapsOf(subject.content), ...emptyFigures(filled)]
    if (missing.length > 0) throw bulletinProblems.incomplete({ missing })
    await setPublished(db, subject.id, { filled, by: actor.id!, now })
    announce({ topic: 'bulletin', to: 'all' })
    return reread(db, subject.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state'] }),
})

export const withdrawBulletin = action({
  name: 'bulletin.withdraw',
  summary: { es: 'Retirar un boletín publicado, diciendo por qué', en: 'Withdraw a published bulletin, saying why' },
  input: WithdrawBulletin,
  output: BulletinView,
  ...changes,
  ready: only('published'),
  async run({ input, subject, db, now, announce }) {
    await setState(db, subject.id, { state: 'withdrawn', reason: input.reason, now })
    announce({ topic: 'bulletin', to: 'all' })
    return reread(db, subject.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'withdrawnReason'] }),
})
