// A person's own password, authenticator and recovery codes.
import { create } from 'qrcode'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { say } from '../../../platform/text.ts'
import { Done, Enrolled, Factors, PasswordChange, PasswordProof, RecoveryCodes, SignedOut, TotpConfirmation, TotpOffer } from '../model.ts'
import { credentialProblems } from '../problems.ts'
import { countRecoveryCodes, deleteTotp, offerTotp, replaceRecoveryCodes, setPasswordHash, totpOf, useTotp } from '../store/credentials.ts'
import { passkeysOf } from '../store/passkeys.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { openSecret, sealSecret, type Keys } from './credentials/sealed-secret.ts'
import { codeHash, newCode, recoveryCodeCount, tokenHash } from './credentials/tokens.ts'
import { newTotpSecret, totpUri, usedStep } from './credentials/totp.ts'
import { hashGoodPassword, isOneself, keysOf, onOwnAccount, ownAccount, provePassword } from './own-account.ts'
import { renewSession } from './sign-in.ts'

const own = { on: ownAccount, may: isOneself, condition: onOwnAccount }

export const readFactors = action({
  name: 'factor.read',
  summary: { es: 'Ver con qué entro', en: 'See what I sign in with' },
  input: NoInput,
  output: Factors,
  ...own,
  async run({ subject, db }) {
    const totp = await totpOf(db, subject.id)
    const passkeys = await passkeysOf(db, subject.id)
    return {
      hasTotp: totp?.isConfirmed ?? false,
      recoveryCodesLeft: await countRecoveryCodes(db, subject.id),
      passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
        id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    }
  },
  remember: () => ({ nothing: 'only oneself is seen' }),
})

export const changePassword = action({
  name: 'password.change',
  summary: { es: 'Cambiar mi contraseña', en: 'Change my password' },
  input: PasswordChange,
  output: SignedOut,
  ...own,
  async run({ input, subject, db, node, now }) {
    await provePassword({ db, node, now, personId: subject.id, password: input.current })
    await setPasswordHash(db, subject.id, await hashGoodPassword(input.next, subject, 'next'), now)
    await endSessionsOf(db, subject.id, tokenHash(input.session ?? ''))
    return { tokens: await renewSession(db, input) }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['password'] }),
})

/** A QR code: one square of the path for each dark module, `size` modules a side. */
export const qrOf = (text: string): { size: number; path: string } => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const dark = [...modules.data].flatMap((value, at) => (value ? [`M${String(at % modules.size)} ${String(Math.floor(at / modules.size))}h1v1h-1z`] : []))
  return { size: modules.size, path: dark.join('') }
}

export const enrolTotp = action({
  name: 'totp.enrol',
  summary: { es: 'Añadir una aplicación de autenticación', en: 'Add an authenticator application' },
  input: PasswordProof,
  output: TotpOffer,
  ...own,
  async run({ input, subject, db, node, now }) {
    await provePassword({ db, node, now, personId: subject.id, password: input.password })
    if ((await totpOf(db, subject.id))?.isConfirmed) throw credentialProblems.alreadyEnrolled()
    const secret = newTotpSecret()
    await offerTotp(db, subject.id, sealSecret(keysOf(node), subject.id, secret))
    const uri = totpUri(secret, subject.email, say(node.config.name, subject.language))
    return { secret, uri, qr: qrOf(uri) }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

const freshCodes = async (db: Db, keys: Keys, personId: string): Promise<string[]> => {
  const codes = Array.from({ length: recoveryCodeCount }, () => newCode(2))
  await replaceRecoveryCodes(db, personId, codes.map((code) => codeHash(keys, code)))
  return codes
}

/** Recovery codes for someone who has none yet. */
export const firstCodes = async (db: Db, keys: Keys, personId: string): Promise<string[]> =>
  (await countRecoveryCodes(db, personId)) > 0 ? [] : freshCodes(db, keys, personId)

export const confirmTotp = action({
  name: 'totp.confirm',
  summary: { es: 'Confirmar la aplicación con su primer código', en: 'Confirm the application with its first code' },
  input: TotpConfirmation,
  output: Enrolled,
  ...own,
  async run({ input, subject, db, node, now }) {
    const keys = keysOf(node)
    const offered = await totpOf(db, subject.id)
    if (!offered || offered.isConfirmed) throw credentialProblems.notOffered()
    const step = usedStep(openSecret(keys, subject.id, offered.sealed), input.code, now, 0)
    if (step === undefined) throw credentialProblems.wrongCode()
    await useTotp(db, subject.id, step)
    return { codes: await firstCodes(db, keys, subject.id), tokens: await renewSession(db, input, 'totp') }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['totp'] }),
})

export const removeTotp = action({
  name: 'totp.remove',
  summary: { es: 'Quitar la aplicación de autenticación', en: 'Remove the authenticator application' },
  input: PasswordProof,
  output: Done,
  ...own,
  async run({ input, subject, db, node, now }) {
    await provePassword({ db, node, now, personId: subject.id, password: input.password })
    await deleteTotp(db, subject.id)
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['totp'] }),
})

export const renewRecoveryCodes = action({
  name: 'recovery.renew',
  summary: { es: 'Obtener códigos de recuperación nuevos', en: 'Get new recovery codes' },
  input: PasswordProof,
  output: RecoveryCodes,
  ...own,
  async run({ input, subject, db, node, now }) {
    await provePassword({ db, node, now, personId: subject.id, password: input.password })
    return { codes: await freshCodes(db, keysOf(node), subject.id) }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['recoveryCodes'] }),
})
