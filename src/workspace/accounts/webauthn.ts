// The browser's side of passkeys, and whether it can have them here.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { callAct } from '../kit/kit.ts'

interface Offer {
  challengeId: string
  options: Record<string, unknown>
}

/** Passkeys belong to a name: a node opened by its number (127.0.0.1) cannot have them. */
export const canUsePasskeys = (): boolean => browserSupportsWebAuthn() && /[a-z]/i.test(location.hostname)

/** Signs in with a passkey the person picks. */
export const signInWithPasskey = async (): Promise<void> => {
  const { challengeId, options } = await callAct<Offer>('POST', '/api/session/passkey-offer')
  const response = await startAuthentication({ optionsJSON: options as never })
  await callAct('POST', '/api/session/passkey', { challengeId, response })
}

/** Registers a passkey after its offer; gives recovery codes when there were none. */
export const registerPasskey = async ({ challengeId, options }: Offer, name: string): Promise<string[]> => {
  const response = await startRegistration({ optionsJSON: options as never })
  const { codes } = await callAct<{ codes: string[] }>('POST', '/api/factors/passkeys', { challengeId, name, response })
  return codes
}

export type { Offer as PasskeyOffer }
