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

/** Asks the person, then the browser, then tells the node. `denied` when the person or the browser will not have it. */
export const letWake = async (pushKey: string): Promise<'done' | 'denied'> => {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }).catch(() => undefined)
  if (!subscription) return 'denied'
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
