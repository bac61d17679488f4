// The act of stopping the import of a delivery: nothing of it stays but the delivery itself and that it was stopped.
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import type { Actor } from '../../../platform/access.ts'
import { Id } from '../../../platform/schema.ts'
import { deliveryStates } from '../model.ts'
import { collectionProblems } from '../problems.ts'
import { cancelDelivery, deliveryById, isVisible, type Delivery } from '../store/deliveries.ts'
import { cancelStatement } from '../store/staging.ts'
import { stopUnderWay } from './progress.ts'

const isLocked = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '55P03'

const mayStop = (actor: Actor, delivery: Delivery): boolean =>
  isVisible(actor, delivery) && (delivery.personId === actor.id || actor.roles.includes('analyst'))

export const cancelImport = action({
  name: 'delivery.cancel',
  summary: { es: 'Detener la lectura de una entrega', en: 'Stop the reading of a delivery' },
  input: z.object({ id: Id }),
  output: z.object({ id: Id, state: z.enum(deliveryStates) }),
  on: ({ id }, db) => deliveryById(db, id),
  may: mayStop,
  condition: { es: 'quien la entregó; análisis, todas', en: 'whoever delivered it; analysts, all' },
  ready: ({ state }: Delivery) => (state === 'received' ? undefined : collectionProblems.notBeingRead()),
  async run({ subject, db, now, announce }) {
    await stopUnderWay(subject.id, (connection) => cancelStatement(db, connection))
    const isCancelled = await cancelDelivery(db, subject.id, now).catch((error: unknown) => {
      throw isLocked(error) ? collectionProblems.readElsewhere() : error
    })
    const state = isCancelled ? 'cancelled' : (await deliveryById(db, subject.id))?.state
    if (state !== 'cancelled') throw collectionProblems.notBeingRead()
    announce({ topic: 'delivery', to: subject.personId === null ? 'all' : [subject.personId] })
    return { id: subject.id, state }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
