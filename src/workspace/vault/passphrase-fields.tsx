// A new passphrase, typed twice, with how hard it is to guess told in words; and one proposed for whoever has none in mind.
import { Button, PasswordInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { Text } from '../../platform/text.ts'
import { useSession, useText } from '../kit/kit.ts'
import { proposed, strengthOf, type Strength } from './strength.ts'
import styles from './vault.module.css'

const strengthWords: Record<Strength, Text> = {
  empty: { es: 'Use cuatro o más palabras que no vayan juntas. Puede llevar espacios.', en: 'Use four or more words that do not belong together. Spaces are fine.' },
  weak: { es: 'Débil: se adivina. Añada más palabras.', en: 'Weak: it can be guessed. Add more words.' },
  good: { es: 'Buena: adivinarla llevaría años.', en: 'Good: guessing it would take years.' },
  strong: { es: 'Fuerte: nadie la adivina.', en: 'Strong: nobody guesses it.' },
}

export interface NewPassphrase {
  passphrase: string
  isReady: boolean
  fields: React.ReactNode
}

const faultOf = (strength: Strength, isSame: boolean): Text | undefined => {
  if (strength === 'empty') return { es: 'Escriba una frase.', en: 'Type a passphrase.' }
  if (strength === 'weak') return { es: 'Esta frase se adivina. Añada más palabras o use la propuesta.', en: 'This passphrase can be guessed. Add more words or use the proposed one.' }
  return isSame ? undefined : { es: 'Las dos frases no son iguales. Escríbala otra vez.', en: 'The two passphrases differ. Type it again.' }
}

/** The fields and what they hold; `isReady` once it is good enough and typed the same twice. `isChecked` shows what is wrong. */
export const useNewPassphrase = (isChecked: boolean): NewPassphrase => {
  const t = useText()
  const id = useId()
  const person = useSession()?.person
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isShown, setShown] = useState(false)
  const strength = strengthOf(passphrase, person ? [person.name, person.email, person.institution.name] : [])
  const fault = faultOf(strength, passphrase === again)
  const isSecond = fault !== undefined && strength !== 'empty' && strength !== 'weak'
  const visible = { visible: isShown, onVisibilityChange: setShown, autoComplete: 'off', spellCheck: false, required: true }
  const propose = (): void => {
    const phrase = proposed()
    setPassphrase(phrase)
    setAgain('')
    setShown(true)
  }
  return {
    passphrase,
    isReady: fault === undefined,
    fields: (
      <>
        <PasswordInput
          {...visible} label={t({ es: 'Frase nueva', en: 'New passphrase' })} value={passphrase} aria-describedby={id}
          onChange={(event) => setPassphrase(event.currentTarget.value)} error={isChecked && !isSecond && fault ? t(fault) : undefined}
        />
        <p id={id} className={styles.strength} aria-live="polite">{t(strengthWords[strength])}</p>
        <div className={styles.buttons}><Button variant="default" onClick={propose}>{t({ es: 'Proponerme una', en: 'Propose one' })}</Button></div>
        <PasswordInput
          {...visible} label={t({ es: 'La frase otra vez', en: 'The passphrase again' })} value={again}
          onChange={(event) => setAgain(event.currentTarget.value)} error={isChecked && isSecond ? t(fault) : undefined}
        />
      </>
    ),
  }
}
