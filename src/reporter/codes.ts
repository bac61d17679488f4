// The program of QR codes: draws what another person is to carry, reads it from their camera.
import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'

/** A code as a drawing of its own. */
export const drawCode = (text: string): string => encodeQR(text, 'svg', { ecc: 'low', border: 4 })

/** What a picture of a code says; undefined when there is none in it. */
export const readCode = ({ data, width, height }: ImageData): string | undefined => {
  try {
    return decodeQR({ data, width, height })
  } catch {
    return undefined
  }
}
