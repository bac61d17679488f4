// Signing in with a password, and what a person may do with their own sessions.
import { action, type Context } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { NoInput } from '../../../platform/schema.ts'
import { Browser, ById, Done, Me, SessionList, SignedIn, SignedOut, SignIn, type Factor } from '../model.ts'
import { signInProblems } from '../problems.ts'
import { isEnrolled, isOnlyEnrolling } from '../rules/access.ts'
import { sessionLimits } from '../rules/session.ts'
import { credentialsOf, setPasswordHash, spendRecoveryCode, useTotp, type Credentials } from '../store/credentials.ts'
import { hasPeople, personById } from '../store/people.ts'
import { endSession, endSessionById, isKnownDevice, sessionsOf, sweep } from '../store/sessions.ts'
import { countAttempt, type Attempt } from './attempts.ts'
import { hashPassword, isOutdated, verifyPassword } from './credentials/argon2id.ts'
import { openSecret } from './credentials/sealed-secret.ts'
import { codeHash, tokenHash } from './credentials/tokens.ts'
import { usedStep } from './credentials/totp.ts'
import { isOneself, keysOf, onOwnAccount, ownAccount } from './own-account.ts'
import { openSession } from './sign-in.ts'

type SignInContext = Context<SignIn, undefined>

const begin = async ({ input, db, node, now }: SignInContext): Promise<Attempt> => {
  const { email, device, network } = input
  const isKnown = device !== undefined && (await isKnownDevice(db, tokenHash(device), email))
  const counted = isKnown ? { device: `${device} ${email}` } : { account: email, pair: `${email} ${network}`, source: network }
  return countAttempt(node, counted, now)
}

const checkedCode = async ({ db, node, now }: SignInContext, { personId, sealedTotp, lastStep }: Credentials, code: string): Promise<Factor> => {
  const step = sealedTotp ? usedStep(openSecret(keysOf(node), personId, sealedTotp), code, now, lastStep) : undefined
  if (step === undefined) throw signInProblems.wrongCode()
  await useTotp(db, personId, step)
  return 'totp'
}

const checkedRecovery = async ({ db, node }: SignInContext, personId: string, code: string): Promise<Factor> => {
  if (!(await spendRecoveryCode(db, personId, codeHash(keysOf(node), code)))) throw signInProblems.wrongCode()
  return 'recovery'
}

/** The second factor of this sign-in. An account that has one never opens with the password alone. */
const secondFactor = async (context: SignInContext, credentials: Credentials, attempt: Attempt): Promise<Factor> => {
  const { code, recoveryCode } = context.input
  if (!credentials.sealedTotp && !credentials.hasPasskey) return 'none'
  if (recoveryCode) return checkedRecovery(context, credentials.personId, recoveryCode)
  if (code && credentials.sealedTotp) return checkedCode(context, credentials, code)
  attempt.withdraw()
  throw credentials.sealedTotp ? signInProblems.codeNeeded() : signInProblems.passkeyNeeded()
}

/** An unknown address, an inactive account and a wrong password get one answer after one amount of work. */
const checkedPassword = async ({ input, db, now }: SignInContext): Promise<Credentials> => {
  const credentials = await credentialsOf(db, input.email)
  const isRight = await verifyPassword(input.password, credentials?.hash ?? undefined)
  if (!isRight || !credentials?.isActive) throw signInProblems.wrong()
  if (credentials.hash && isOutdated(credentials.hash)) await setPasswordHash(db, credentials.personId, await hashPassword(input.password), now)
  return credentials
}

export const startSession = action({
  name: 'session.start',
  summary: { es: 'Entrar con contraseña y código', en: 'Sign in with password and code' },
  input: SignIn,
  output: SignedIn,
  may: anyoneGranted,
  async run(context) {
    const attempt = await begin(context)
    const credentials = await checkedPassword(context)
    const factor = await secondFactor(context, credentials, attempt)
    attempt.succeed()
    const { personId, isDemonstration } = credentials
    const tokens = await openSession(context.db, { personId, factor, browser: context.input, now: context.now })
    return { person: personId, needsSecondFactor: !isEnrolled(factor, isDemonstration), tokens }
  },
  remember: ({ output }) => ({ subject: output.person }),
})

export const endOwnSession = action({
  name: 'session.end',
  summary: { es: 'Salir', en: 'Sign out' },
  input: Browser,
  output: SignedOut,
  on: ownAccount,
  may: isOneself,
  condition: onOwnAccount,
  async run({ input, subject, db, announce }) {
    if (input.session) await endSession(db, tokenHash(input.session))
    announce({ topic: 'session', to: [subject.id] })
    return { tokens: { session: null } }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

export const readSession = action({
  name: 'session.read',
  summary: { es: 'Saber quién soy y qué puedo hacer', en: 'Know who I am and what I may do' },
  input: NoInput,
  output: Me,
  may: anyoneGranted,
  async run({ actor, db, node }) {
    const person = actor.kind === 'person' && actor.id ? await personById(db, actor.id) : undefined
    return {
      person: person ?? null,
      acts: [...actor.acts],
      needsSecondFactor: person !== undefined && isOnlyEnrolling(actor.acts),
      isDemonstration: node.isDemonstration,
      needsSetUp: !(await hasPeople(db)),
    }
  },
  remember: () => ({ nothing: 'the page reads it each time it opens' }),
})

export const listSessions = action({
  name: 'session.list',
  summary: { es: 'Ver mis sesiones abiertas', en: 'See my open sessions' },
  input: Browser,
  output: SessionList,
  on: ownAccount,
  may: isOneself,
  condition: onOwnAccount,
  offers: () => ['session.endOther'],
  async run({ input, subject, db, now }) {
    const alive = { after: now, seenAfter: new Date(now.getTime() - sessionLimits.idle) }
    const own = tokenHash(input.session ?? '')
    const items = (await sessionsOf(db, subject.id, alive)).map(({ tokenHash: hash, startedAt, lastSeenAt, expiresAt, ...rest }) => ({
      ...rest, isThis: own.equals(hash),
      startedAt: startedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), expiresAt: expiresAt.toISOString(),
    }))
    return { items }
  },
  remember: () => ({ nothing: 'only oneself is seen' }),
})

export const endOtherSession = action({
  name: 'session.endOther',
  summary: { es: 'Cerrar otra de mis sesiones', en: 'End another of my sessions' },
  input: ById,
  output: Done,
  on: ownAccount,
  may: isOneself,
  condition: onOwnAccount,
  async run({ input, subject, db, announce }) {
    if (!(await endSessionById(db, subject.id, input.id))) throw platformProblems.notFound()
    announce({ topic: 'session', to: [subject.id] })
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

const day = 24 * 60 * 60 * 1000

export const sweepSessions = action({
  name: 'session.sweep',
  summary: { es: 'Borrar sesiones y enlaces que ya no valen', en: 'Remove sessions and links that no longer count' },
  input: NoInput,
  output: Done,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'the node only' },
  async run({ db, now }) {
    await sweep(db, now, new Date(now.getTime() - 180 * day))
    return {}
  },
  remember: () => ({ nothing: 'housekeeping' }),
})
