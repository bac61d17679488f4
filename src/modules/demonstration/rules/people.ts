// The institutions and people of the demonstration region: duties, not invented human names, and all marked as demonstration.
import { demonstrationPassword, type DemonstrationRegion } from '../../accounts/model.ts'
import type { Text } from '../../../platform/text.ts'

type Institution = DemonstrationRegion['institutions'][number]
type Person = DemonstrationRegion['people'][number]

const mark = '(demostración)'

const institutions: readonly Institution[] = [
  { key: 'secretariat', name: `Secretaría regional ${mark}`, kind: 'secretariat', country: 'CR' },
  { key: 'mx-prosecutor', name: `Fiscalía de México ${mark}`, kind: 'prosecutor', country: 'MX' },
  { key: 'mx-police', name: `Policía de Chiapas ${mark}`, kind: 'police', country: 'MX' },
  { key: 'gt-prosecutor', name: `Ministerio Público de Guatemala ${mark}`, kind: 'prosecutor', country: 'GT' },
  { key: 'gt-migration', name: `Control migratorio de Guatemala ${mark}`, kind: 'migration', country: 'GT' },
  { key: 'hn-ombudsperson', name: `Defensoría de Honduras ${mark}`, kind: 'ombudsperson', country: 'HN' },
  { key: 'pa-migration', name: `Control migratorio de Panamá ${mark}`, kind: 'migration', country: 'PA' },
  { key: 'co-statistics', name: `Oficina de estadística de Colombia ${mark}`, kind: 'statistics', country: 'CO' },
  { key: 'ec-shelter', name: `Casa de acogida de Ecuador ${mark}`, kind: 'shelter', country: 'EC' },
]

interface Member extends Omit<Person, 'email' | 'name' | 'language'> {
  mailbox: string
  duty: string
  /** What the person is in the region, for whoever chooses whom to sign in as. */
  role: Text
}

const members: readonly Member[] = [
  {
    mailbox: 'punto.focal', duty: 'Punto focal · Fiscalía de México', institution: 'mx-prosecutor', roles: ['focal-point'], territories: ['MX'],
    role: { es: 'Punto focal · México', en: 'Focal point · Mexico' },
  },
  {
    mailbox: 'analista', duty: 'Análisis · Secretaría regional', institution: 'secretariat', roles: ['analyst'], territories: [],
    role: { es: 'Análisis · región', en: 'Analyst · region' },
  },
  {
    mailbox: 'coordinacion', duty: 'Coordinación · Secretaría regional', institution: 'secretariat', roles: ['coordinator'], territories: [],
    role: { es: 'Coordinación · región (aprueba alertas)', en: 'Coordinator · region (approves alerts)' },
  },
  {
    mailbox: 'guardia.chiapas', duty: 'Guardia · Policía de Chiapas', institution: 'mx-police', roles: ['duty-officer'], territories: ['MX-CHP'],
    role: { es: 'Guardia · Chiapas', en: 'Duty officer · Chiapas' },
  },
  {
    mailbox: 'guardia.guatemala', duty: 'Guardia · Control migratorio de Guatemala', institution: 'gt-migration', roles: ['duty-officer'], territories: ['GT'],
    role: { es: 'Guardia · Guatemala', en: 'Duty officer · Guatemala' },
  },
  {
    mailbox: 'guardia.panama', duty: 'Guardia · Control migratorio de Panamá', institution: 'pa-migration', roles: ['duty-officer'], territories: ['PA'],
    role: { es: 'Guardia · Panamá', en: 'Duty officer · Panama' },
  },
  {
    mailbox: 'punto.focal.guatemala', duty: 'Punto focal · Ministerio Público de Guatemala', institution: 'gt-prosecutor', roles: ['focal-point'], territories: ['GT'],
    role: { es: 'Punto focal · Guatemala', en: 'Focal point · Guatemala' },
  },
  {
    mailbox: 'punto.focal.colombia', duty: 'Punto focal · Estadística de Colombia', institution: 'co-statistics', roles: ['focal-point'], territories: ['CO'],
    role: { es: 'Punto focal · Colombia', en: 'Focal point · Colombia' },
  },
  {
    mailbox: 'guardia.honduras', duty: 'Guardia · Defensoría de Honduras', institution: 'hn-ombudsperson', roles: ['duty-officer'], territories: ['HN'],
    role: { es: 'Guardia · Honduras', en: 'Duty officer · Honduras' },
  },
  {
    mailbox: 'acogida.ecuador', duty: 'Guardia · Casa de acogida de Ecuador', institution: 'ec-shelter', roles: ['duty-officer'], territories: ['EC'],
    role: { es: 'Guardia · Ecuador', en: 'Duty officer · Ecuador' },
  },
  {
    mailbox: 'recepcion.ecuador', duty: 'Recepción · Casa de acogida de Ecuador', institution: 'ec-shelter', roles: ['reception-officer'], territories: ['EC'],
    role: { es: 'Recepción de reportes · Ecuador', en: 'Reception officer · Ecuador' },
  },
  {
    mailbox: 'recepcion.2.ecuador', duty: 'Recepción 2 · Casa de acogida de Ecuador', institution: 'ec-shelter', roles: ['reception-officer'], territories: ['EC'],
    role: { es: 'Recepción de reportes, segunda persona · Ecuador', en: 'Reception officer, second person · Ecuador' },
  },
  {
    mailbox: 'recepcion.honduras', duty: 'Recepción · Defensoría de Honduras', institution: 'hn-ombudsperson', roles: ['reception-officer'], territories: ['HN'],
    role: { es: 'Recepción de reportes · Honduras', en: 'Reception officer · Honduras' },
  },
  {
    mailbox: 'recepcion.2.honduras', duty: 'Recepción 2 · Defensoría de Honduras', institution: 'hn-ombudsperson', roles: ['reception-officer'], territories: ['HN'],
    role: { es: 'Recepción de reportes, segunda persona · Honduras', en: 'Reception officer, second person · Honduras' },
  },
  {
    mailbox: 'administracion', duty: 'Administración del nodo', institution: 'secretariat', roles: ['administrator'], territories: [],
    role: { es: 'Administración del nodo', en: 'Node administrator' },
  },
]

/** The address of a demonstration mailbox. */
export const emailOf = ({ mailbox }: { mailbox: string }): string => `${mailbox}@demo.sidmi.example`

export const demonstrationPeople: DemonstrationRegion = {
  institutions: [...institutions],
  people: members.map((member) => ({
    name: `${member.duty} ${mark}`, email: emailOf(member), institution: member.institution, roles: member.roles, territories: member.territories, language: 'es',
  })),
}

/** Who can sign in to the demonstration, and as what. */
export interface SignIn {
  role: Text
  email: string
  password: string
}

export const signIns: readonly SignIn[] = members.map((member) => ({ role: member.role, email: emailOf(member), password: demonstrationPassword }))
