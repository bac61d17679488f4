// The words of accounts: institutions, people, roles, sessions, and the shapes their acts exchange.
import { z } from 'zod'
import { Id } from '../../platform/schema.ts'
import { languages, type Text } from '../../platform/text.ts'

export const institutionKinds = [
  'police', 'prosecutor', 'migration', 'ombudsperson', 'shelter', 'consulate', 'statistics', 'secretariat',
] as const
export type InstitutionKind = (typeof institutionKinds)[number]

export const institutionKindNames: Record<InstitutionKind, Text> = {
  police: { es: 'Policía', en: 'Police' },
  prosecutor: { es: 'Fiscalía o ministerio público', en: 'Prosecutor’s office' },
  migration: { es: 'Control migratorio', en: 'Migration control' },
  ombudsperson: { es: 'Defensoría de derechos humanos', en: 'Ombudsperson' },
  shelter: { es: 'Albergue o casa de acogida', en: 'Shelter' },
  consulate: { es: 'Consulado', en: 'Consulate' },
  statistics: { es: 'Oficina de estadística', en: 'Statistics office' },
  secretariat: { es: 'Secretaría regional', en: 'Regional secretariat' },
}

export const roles = ['administrator', 'focal-point', 'analyst', 'coordinator', 'duty-officer', 'reception-officer'] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, Text> = {
  administrator: { es: 'Administración del nodo', en: 'Node administrator' },
  'focal-point': { es: 'Punto focal', en: 'Focal point' },
  analyst: { es: 'Análisis', en: 'Analyst' },
  coordinator: { es: 'Coordinación', en: 'Coordinator' },
  'duty-officer': { es: 'Guardia', en: 'Duty officer' },
  'reception-officer': { es: 'Recepción de reportes', en: 'Reception officer' },
}

export const roleDuties: Record<Role, Text> = {
  administrator: { es: 'Invita personas y cuida el nodo; no ve datos de trabajo.', en: 'Invites people and looks after the node; sees no working data.' },
  'focal-point': { es: 'Entrega las cifras de su institución.', en: 'Delivers the institution’s figures.' },
  analyst: { es: 'Estudia las cifras y redacta alertas.', en: 'Studies the figures and drafts alerts.' },
  coordinator: { es: 'Aprueba y publica lo que otra persona redactó.', en: 'Approves and publishes what another person drafted.' },
  'duty-officer': { es: 'Recibe alertas y acusa recibo.', en: 'Receives and acknowledges alerts.' },
  'reception-officer': { es: 'Abre y responde los reportes que su unidad recibe sellados.', en: 'Opens and answers the reports sealed to the unit.' },
}

/** How the person of a session proved who they are, beyond the password. */
export const factors = ['none', 'totp', 'recovery', 'passkey'] as const
export type Factor = (typeof factors)[number]

export const passwordMinimum = 12
const passwordMaximum = 256

const Moment = z.iso.datetime()
/** A refinement whose refusal is a sentence of ours. */
const orSay = (text: Text): { params: { text: Text } } => ({ params: { text } })
const Email = z.string().trim().toLowerCase().meta({ format: 'email' }).refine(
  (text) => z.email().max(254).safeParse(text).success,
  orSay({ es: 'Escriba un correo, como nombre@institucion.org.', en: 'Type an e-mail, like name@institution.org.' }),
)
const Name = z.string().trim().max(120).refine((text) => text.length >= 2, orSay({ es: 'Escriba el nombre.', en: 'Type the name.' }))
const InstitutionId = z.string().meta({ format: 'uuid' }).refine(
  (text) => z.uuid().safeParse(text).success, orSay({ es: 'Elija una institución de la lista.', en: 'Choose an institution from the list.' }),
)
const Password = z.string().min(1).max(passwordMaximum)
const Country = z.string().regex(/^[A-Z]{2}$/)
const Territory = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
const Roles = z.array(z.enum(roles)).max(roles.length)
const Territories = z.array(Territory).max(200)
/** A six-digit code of an authenticator; people type spaces in it. */
const Code = z.string().transform((code) => code.replace(/\s/g, '')).refine(
  (code) => /^\d{6}$/.test(code), orSay({ es: 'Escriba las seis cifras del código.', en: 'Type the six digits of the code.' }),
)
const Token = z.string().min(20).max(200)
const Secret = z.string().regex(/^[\w-]{43}$/)
const WebAuthnResponse = z.looseObject({ id: z.string().max(2000) })

export const ById = z.object({ id: Id })

/** What the server alone knows of the browser that asks: its cookies, the network it is in, its name. */
export const Browser = z.object({
  session: Secret.optional().catch(undefined), device: Secret.optional().catch(undefined), network: z.string().default(''), agent: z.string().default(''),
})
export type Browser = z.infer<typeof Browser>
/** Becomes cookies and never leaves in the reply; null removes the session's. */
const Tokens = z.object({ session: z.string().nullable(), device: z.string().optional() })
export type Tokens = z.infer<typeof Tokens>
export const Done = z.object({})
export const SignedIn = z.object({ person: Id, needsSecondFactor: z.boolean(), tokens: Tokens })
export const SignedOut = z.object({ tokens: Tokens })

// Institutions
export const InstitutionView = z.object({
  id: Id, name: z.string(), kind: z.enum(institutionKinds), country: Country, isDemonstration: z.boolean(), people: z.number().int(),
})
export type InstitutionView = z.infer<typeof InstitutionView>
export const InstitutionList = z.object({ items: z.array(InstitutionView) })
export const NewInstitution = z.object({ name: Name, kind: z.enum(institutionKinds), country: Country })
export type NewInstitution = z.infer<typeof NewInstitution>
/** `confirms`: the institution’s name, typed by whoever makes it migration control, which cannot be undone. */
export const InstitutionChange = NewInstitution.extend({ id: Id, confirms: z.string().trim().max(120).optional() })

// People
export const personStates = ['invited', 'active', 'inactive'] as const
export type PersonState = (typeof personStates)[number]
export const PersonView = z.object({
  id: Id, email: z.string(), name: z.string(), language: z.enum(languages), state: z.enum(personStates),
  institution: z.object({ id: Id, name: z.string(), kind: z.enum(institutionKinds), country: Country }),
  roles: Roles, territories: z.array(z.string()), isDemonstration: z.boolean(), hasSecondFactor: z.boolean(),
  lastSeenAt: Moment.nullable(),
})
export type PersonView = z.infer<typeof PersonView>
export const PersonList = z.object({ items: z.array(PersonView) })
export const Invitation = z.object({
  name: Name, email: Email, institutionId: InstitutionId,
  roles: Roles.refine((held) => held.length > 0, orSay({ es: 'Elija al menos un papel.', en: 'Choose at least one role.' })), territories: Territories, language: z.enum(languages),
})
export type Invitation = z.infer<typeof Invitation>
/** The link is in the answer only when the node has no mail; then the administrator hands it over. */
export const InvitedPerson = PersonView.extend({ link: z.url().nullable() })
export const PersonChange = z.object({ id: Id, name: Name, institutionId: InstitutionId, roles: Roles, territories: Territories })
export type PersonChange = z.infer<typeof PersonChange>
export const LanguageChoice = z.object({ language: z.enum(languages) })

// Invitations
export const InvitationToken = z.object({ token: Token })
export const InvitationView = z.object({
  name: z.string(), email: z.string(), institution: z.string(), purpose: z.enum(['join', 'renew']), expiresAt: Moment,
})
export const InvitationAcceptance = z.object({ token: Token, password: Password, ...Browser.shape })

// Signing in
export const SignIn = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: Password,
  code: Code.optional(),
  recoveryCode: z.string().max(40).optional(),
  ...Browser.shape,
})
export type SignIn = z.infer<typeof SignIn>
export const Me = z.object({
  person: z.object({
    id: Id, name: z.string(), email: z.string(), language: z.enum(languages), roles: Roles, territories: z.array(z.string()),
    institution: z.object({ id: Id, name: z.string(), kind: z.enum(institutionKinds), country: Country }),
  }).nullable(),
  acts: z.array(z.string()),
  /** Signed in, but may only enrol a second factor. */
  needsSecondFactor: z.boolean(),
  isDemonstration: z.boolean(),
  /** An empty node waiting for its first administrator. */
  needsSetUp: z.boolean(),
})
export type Me = z.infer<typeof Me>
export const DemonstrationPeople = z.object({
  items: z.array(z.object({
    name: z.string(), email: z.string(), password: z.string(), roles: Roles, institution: z.string(), country: Country,
  })),
})

/** The password of every made-up person: shown beside their names, so not a secret. */
export const demonstrationPassword = 'demostracion-sidmi'
/** The made-up region as its generator gives it; `institution` of a person is the key of one of the institutions. */
export const DemonstrationRegion = z.object({
  institutions: z.array(NewInstitution.extend({ key: z.string() })),
  people: z.array(z.object({
    name: Name, email: Email, institution: z.string(), roles: Roles, territories: Territories, language: z.enum(languages),
  })),
})
export type DemonstrationRegion = z.infer<typeof DemonstrationRegion>
/** Ids by institution key and by e-mail. */
export const LoadedRegion = z.object({ institutions: z.record(z.string(), z.string()), people: z.record(z.string(), z.string()) })
export type LoadedRegion = z.infer<typeof LoadedRegion>

// Sessions
export const SessionList = z.object({
  items: z.array(z.object({
    id: Id, startedAt: Moment, lastSeenAt: Moment, expiresAt: Moment, factor: z.enum(factors), agent: z.string(), isThis: z.boolean(),
  })),
})

// Factors
export const PasswordChange = z.object({ current: Password, next: Password, ...Browser.shape })
export const PasswordProof = z.object({ password: Password })
export const PasskeyRemoval = PasswordProof.extend({ id: Id })
/** `qr` is drawn as one SVG path of unit squares, `size` squares a side. */
export const TotpOffer = z.object({ secret: z.string(), uri: z.string(), qr: z.object({ size: z.number().int(), path: z.string() }) })
export type TotpOffer = z.infer<typeof TotpOffer>
export const TotpConfirmation = z.object({ code: Code, ...Browser.shape })
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
/** A factor was enrolled: the session has a new token; recovery codes are shown this once, when there were none. */
export const Enrolled = z.object({ codes: z.array(z.string()), tokens: Tokens })
export const Factors = z.object({
  hasTotp: z.boolean(), recoveryCodesLeft: z.number().int(),
  passkeys: z.array(z.object({ id: Id, name: z.string(), createdAt: Moment, lastUsedAt: Moment.nullable() })),
})
export type Factors = z.infer<typeof Factors>
/** `options` go to the browser's WebAuthn call unchanged; the challenge id comes back with its answer. */
export const PasskeyOffer = z.object({ challengeId: Id, options: z.looseObject({}) })
export const PasskeyAnswer = z.object({ challengeId: Id, name: z.string().trim().min(1).max(60).optional(), response: WebAuthnResponse, ...Browser.shape })
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>

// First set-up
export const SetUp = z.object({
  code: z.string().trim().max(60), institution: NewInstitution,
  name: Name, email: Email, language: z.enum(languages), password: Password, ...Browser.shape,
})
export type SetUp = z.infer<typeof SetUp>
