// Passkeys: registering them on one's own account, and signing in with one. A passkey that knew its user counts as two factors.
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { action, type Context } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import type { Node } from '../../../platform/node.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { NoInput } from '../../../platform/schema.ts'
import { say } from '../../../platform/text.ts'
import { Done, Enrolled, PasskeyAnswer, PasskeyOffer, PasskeyRemoval, PasswordProof, SignedIn } from '../model.ts'
import { credentialProblems, signInProblems } from '../problems.ts'
import { deletePasskey, insertChallenge, insertPasskey, passkeyByCredential, passkeysOf, takeChallenge, usePasskey } from '../store/passkeys.ts'
import { firstCodes } from './factors.ts'
import { isOneself, keysOf, onOwnAccount, ownAccount, provePassword } from './own-account.ts'
import { openSession, renewSession } from './sign-in.ts'

const own = { on: ownAccount, may: isOneself, condition: onOwnAccount }
const patience = 5 * 60_000
// COSE: EdDSA, ES256, RS256; what every authenticator has.
const supportedAlgorithmIDs = [-8, -7, -257]

const rpOf = (node: Node) => ({ expectedOrigin: new URL(node.publicUrl).origin, expectedRPID: new URL(node.publicUrl).hostname })

export const offerPasskey = action({
  name: 'passkey.offer',
  summary: { es: 'Empezar a registrar una llave de acceso', en: 'Begin registering a passkey' },
  input: PasswordProof,
  output: PasskeyOffer,
  ...own,
  async run({ input, subject, db, node, now }) {
    await provePassword({ db, node, now, personId: subject.id, password: input.password })
    const options = await generateRegistrationOptions({
      rpName: say(node.config.name, subject.language), rpID: rpOf(node).expectedRPID,
      userName: subject.email, userDisplayName: subject.name, userID: new TextEncoder().encode(subject.id),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs,
      excludeCredentials: (await passkeysOf(db, subject.id)).map(({ credentialId }) => ({ id: credentialId })),
    })
    const expiresAt = new Date(now.getTime() + patience)
    const challengeId = await insertChallenge(db, { challenge: options.challenge, purpose: 'register', personId: subject.id, expiresAt })
    return { challengeId, options: { ...options } }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

type Answering = Pick<Context<PasskeyAnswer, unknown>, 'input' | 'node' | 'db' | 'now'>

const registered = async ({ input, node, db, now }: Answering, personId: string) => {
  const challenge = await takeChallenge(db, { id: input.challengeId, purpose: 'register', personId, now })
  if (!challenge) throw credentialProblems.notOffered()
  const response = input.response as unknown as Parameters<typeof verifyRegistrationResponse>[0]['response']
  const result = await verifyRegistrationResponse({ response, expectedChallenge: challenge, supportedAlgorithmIDs, ...rpOf(node) }).catch(() => undefined)
  if (!result?.verified) throw signInProblems.wrongPasskey()
  return result.registrationInfo.credential
}

export const registerPasskey = action({
  name: 'passkey.register',
  summary: { es: 'Registrar una llave de acceso', en: 'Register a passkey' },
  input: PasskeyAnswer,
  output: Enrolled,
  ...own,
  async run(context) {
    const { input, subject, db, node, now } = context
    const { id, publicKey, counter, transports = [] } = await registered(context, subject.id)
    await insertPasskey(db, { personId: subject.id, credentialId: id, publicKey, counter, transports, name: input.name ?? 'Passkey' }, now)
    return { codes: await firstCodes(db, keysOf(node), subject.id), tokens: await renewSession(db, input, 'passkey') }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['passkeys'] }),
})

export const removePasskey = action({
  name: 'passkey.remove',
  summary: { es: 'Quitar una llave de acceso', en: 'Remove a passkey' },
  input: PasskeyRemoval,
  output: Done,
  ...own,
  async run({ input, subject, db, node, now }) {
    await provePassword({ db, node, now, personId: subject.id, password: input.password })
    if (!(await deletePasskey(db, subject.id, input.id))) throw platformProblems.notFound()
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['passkeys'] }),
})

export const offerPasskeySignIn = action({
  name: 'session.offerPasskey',
  summary: { es: 'Empezar a entrar con llave de acceso', en: 'Begin signing in with a passkey' },
  input: NoInput,
  output: PasskeyOffer,
  may: anyoneGranted,
  async run({ db, node, now }) {
    const options = await generateAuthenticationOptions({ rpID: rpOf(node).expectedRPID, userVerification: 'required' })
    const expiresAt = new Date(now.getTime() + patience)
    const challengeId = await insertChallenge(db, { challenge: options.challenge, purpose: 'sign-in', personId: null, expiresAt })
    return { challengeId, options: { ...options } }
  },
  remember: () => ({ nothing: 'nothing has happened yet' }),
})

const authenticated = async ({ input, node, db, now }: Answering): Promise<string> => {
  const challenge = await takeChallenge(db, { id: input.challengeId, purpose: 'sign-in', personId: null, now })
  const passkey = await passkeyByCredential(db, input.response.id)
  if (!challenge || !passkey) throw signInProblems.wrongPasskey()
  const { id, personId, counter, publicKey } = passkey
  const response = input.response as unknown as Parameters<typeof verifyAuthenticationResponse>[0]['response']
  const credential = { id: input.response.id, publicKey: new Uint8Array(publicKey), counter }
  const result = await verifyAuthenticationResponse({ response, expectedChallenge: challenge, credential, ...rpOf(node) }).catch(() => undefined)
  if (!result?.verified) throw signInProblems.wrongPasskey()
  await usePasskey(db, id, result.authenticationInfo.newCounter, now)
  return personId
}

export const startSessionWithPasskey = action({
  name: 'session.startWithPasskey',
  summary: { es: 'Entrar con llave de acceso', en: 'Sign in with a passkey' },
  input: PasskeyAnswer,
  output: SignedIn,
  may: anyoneGranted,
  async run(context) {
    const personId = await authenticated(context)
    const tokens = await openSession(context.db, { personId, factor: 'passkey', browser: context.input, now: context.now })
    return { person: personId, needsSecondFactor: false, tokens }
  },
  remember: ({ output }) => ({ subject: output.person }),
})
