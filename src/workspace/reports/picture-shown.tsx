// A picture drawn dot by dot on a canvas: nothing in it can run, and it has no address that a history or cache could keep.
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Notice, useText } from '../kit/kit.ts'
import styles from './reports.module.css'

export const PictureShown = ({ picture, name }: { picture: Blob; name: string }) => {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isBroken, setBroken] = useState(false)
  const [isLarge, setLarge] = useState(false)
  useEffect(() => {
    let isGone = false
    const draw = (bitmap: ImageBitmap): void => {
      const place = canvas.current
      if (place && !isGone) {
        place.width = bitmap.width
        place.height = bitmap.height
        place.getContext('2d')?.drawImage(bitmap, 0, 0)
      }
      bitmap.close()
    }
    createImageBitmap(picture).then(draw).catch(() => setBroken(true))
    return () => {
      isGone = true
    }
  }, [picture])
  if (isBroken) return <Notice><p>{t({ es: 'La imagen está dañada y no se puede mostrar. Puede guardarla como vino.', en: 'The picture is damaged and cannot be shown. You can save it as it came.' })}</p></Notice>
  return (
    <>
      <div className={styles.picture} data-large={isLarge} {...(isLarge && { tabIndex: 0, role: 'region', 'aria-label': name })}>
        <canvas ref={canvas} role="img" aria-label={t({ es: `Imagen «${name}»`, en: `Picture “${name}”` })} />
      </div>
      <Button variant="subtle" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>{isLarge ? t({ es: 'Ajustar a la pantalla', en: 'Fit to the screen' }) : t({ es: 'Ver a su tamaño', en: 'See at its size' })}</Button>
    </>
  )
}
