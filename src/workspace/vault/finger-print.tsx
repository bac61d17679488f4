// A public key as people compare it by telephone: four groups of four letters of its SHA-256.
import { useEffect, useState } from 'react'
import styles from './vault.module.css'

const printOf = async (recipient: string): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(recipient)))
  const hex = [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{4})(?=.)/g, '$1 ')
}

/** Drawn the same wherever that key is shown, so that two people can compare. */
export const FingerPrint = ({ recipient }: { recipient: string }) => {
  const [print, setPrint] = useState('')
  useEffect(() => {
    void printOf(recipient).then(setPrint)
  }, [recipient])
  return <code className={styles.print}>{print || '…'}</code>
}
