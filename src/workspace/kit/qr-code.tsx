// A QR code, drawn from its squares.
import type { Text } from '../../platform/text.ts'
import { useText } from './language.ts'
import styles from './qr-code.module.css'

const quiet = 4 // the blank border a QR code needs, in squares

interface QrCodeProps {
  /** One path of unit squares, `size` squares a side. */
  qr: { size: number; path: string }
  label: Text
}

export const QrCode = ({ qr, label }: QrCodeProps) => {
  const t = useText()
  const side = qr.size + 2 * quiet
  return (
    <svg className={styles.qr} viewBox={`${String(-quiet)} ${String(-quiet)} ${String(side)} ${String(side)}`} shapeRendering="crispEdges" role="img" aria-label={t(label)}>
      <path d={qr.path} />
    </svg>
  )
}
