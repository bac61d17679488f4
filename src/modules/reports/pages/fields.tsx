// The pieces questions are asked with: ticks, choices, lines and lists, each with its label and nothing a browser would remember.
import type { ReactNode } from 'react'
import type { Fields } from '../rules/steps.ts'

interface Named {
  name: string
  label: ReactNode
  fields: Fields
  hint?: ReactNode
}

interface Option {
  value: string
  label: ReactNode
  note?: ReactNode
}

const idOf = (name: string): string => `f-${name}`
const isTicked = (fields: Fields, name: string, value: string): boolean => fields[name]?.includes(value) ?? false

interface TickProps {
  type: 'checkbox' | 'radio'
  name: string
  option: Option
  isOn: boolean
}

export const Tick = ({ type, name, option: { value, label, note }, isOn }: TickProps) => (
  <label className="tick">
    <input type={type} name={name} value={value} defaultChecked={isOn} autoComplete="off" />
    <span>{label}{note && <span className="tick-note">{note}</span>}</span>
  </label>
)

/** Ticks or choices under one question. */
export const Options = ({ type, name, label, fields, hint, options, isLabelUnseen }: Named & { type: 'checkbox' | 'radio'; options: readonly Option[]; isLabelUnseen?: boolean }) => (
  <fieldset className="ticks">
    <legend className={isLabelUnseen ? 'unseen' : undefined}>{label}</legend>
    {hint && <p className="quiet">{hint}</p>}
    {options.map((option) => <Tick key={option.value} type={type} name={name} option={option} isOn={isTicked(fields, name, option.value)} />)}
  </fieldset>
)

export const Line = ({ name, label, fields, hint }: Named) => (
  <div className="field">
    <label htmlFor={idOf(name)}>{label}</label>
    {hint && <span className="quiet" id={`${idOf(name)}-hint`}>{hint}</span>}
    <input id={idOf(name)} name={name} defaultValue={fields[name]?.[0]} autoComplete="off" spellCheck={false} maxLength={5000} aria-describedby={hint ? `${idOf(name)}-hint` : undefined} />
  </div>
)

export const Paragraph = ({ name, label, fields, rows, most }: Named & { rows: number; most: number }) => (
  <div className="field">
    <label htmlFor={idOf(name)}>{label}</label>
    <textarea id={idOf(name)} name={name} defaultValue={fields[name]?.[0]} rows={rows} maxLength={most} autoComplete="off" spellCheck={false} dir="auto" />
  </div>
)

interface Place {
  code: string
  name: string
}

interface ChooseProps extends Named {
  /** What stands for no choice. */
  none: string
  places?: readonly Place[]
  groups?: readonly { code: string; places: readonly Place[] }[]
}

const options = (places: readonly Place[]): ReactNode => places.map(({ code, name }) => <option key={code} value={code}>{name}</option>)

/** A list to pick from; `groups` carry all countries’ territories for the program to choose from. */
export const Choose = ({ name, label, fields, none, places = [], groups = [] }: ChooseProps) => (
  <div className="field">
    <label htmlFor={idOf(name)}>{label}</label>
    <select id={idOf(name)} name={name} defaultValue={fields[name]?.[0] ?? ''} autoComplete="off">
      <option value="">{none}</option>
      {options(places)}
      {groups.map((group) => <optgroup key={group.code} label={group.code}>{options(group.places)}</optgroup>)}
    </select>
  </div>
)

/**
 * Chromium keeps what a form sent in its session file, except when it believes a password is in it: this makes it believe so.
 * It holds nothing, is shown to nobody, and asks no manager of passwords for anything.
 */
export const Unremembered = () => <input type="password" name="unremembered" defaultValue="-" autoComplete="one-time-code" hidden aria-hidden="true" tabIndex={-1} />
