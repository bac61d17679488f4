// The alerts a person carries on their device, whole.
import { z } from 'zod'
import { AlertView } from './views.ts'

export const CarriedAlerts = z.object({ items: z.array(AlertView) })
export type CarriedAlerts = z.infer<typeof CarriedAlerts>
