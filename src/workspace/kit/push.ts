// The browser's side of web push: whether this browser may be woken, letting it be, and stopping.
import { callAct } from './api.ts'

/** Browsers without it, and addresses that are not secure, cannot be woken. */
export const canBeWoken = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** This browser's subscription, if it has one. */
export const subscriptionHere = async (): Promise<PushSubscription | null> => {
  if (!canBeWoken()) return null
  const registration = await navigator.serviceWorker.getRegistration('/app')
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** `denied`: notifications of this site are not allowed; `unanswered`: the person closed the question; `unserved`: the browser reaches no push service. */
export type Woken = 'done' | 'denied' | 'unanswered' | 'unserved'

/** Asks the person, then the browser, then tells the node. */
export const letWake = async (pushKey: string): Promise<Woken> => {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'unanswered'
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }).catch(() => undefined)
  if (!subscription) return 'unserved'
  const { endpoint, keys } = subscription.toJSON()
  await callAct('POST', '/api/push', { endpoint, keys })
  return 'done'
}

/** This browser is woken no more for whoever works here; the node forgets it, or finds it gone. */
export const stopWaking = async (): Promise<void> => {
  const subscription = await subscriptionHere()
  if (!subscription) return
  await callAct('DELETE', '/api/push', { endpoint: subscription.endpoint }).catch(() => undefined)
  await subscription.unsubscribe()
}
