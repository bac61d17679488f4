// When there is no network: keep the report sealed on this device until there is, or give it sealed to somebody else to carry.
import { inPieces, packed, pieceSizes } from '../modules/reports/rules/carried.ts'
import { keepWaiting } from './keeping.ts'
import { attempt, button, byId, make, say } from './page.ts'
import { codes } from './programs.ts'
import { sealToCarry, sealToWait, type ToSend } from './sending.ts'

const place = (): HTMLElement => byId('way')

interface Ways {
  /** What is in the page at this moment. */
  now: () => ToSend
  /** Waits for the files that are still on their way; what was lost of them, in words. */
  settle: (said: HTMLElement) => Promise<string>
}

const keepSealed = async ({ now, settle }: Ways): Promise<void> => {
  const lost = await settle(place())
  if (lost) return void (place().textContent = lost)
  place().textContent = say('sealing')
  await keepWaiting(await sealToWait(now()))
  place().textContent = say('offlineSealed')
}

const envelopeOf = async (toSend: ToSend): Promise<string> => packed(await sealToCarry(toSend))

const asFile = async (toSend: ToSend): Promise<void> => {
  const [whole = ''] = await inPieces(await envelopeOf(toSend), Number.MAX_SAFE_INTEGER)
  const link = make('a', { href: URL.createObjectURL(new Blob([whole], { type: 'text/plain' })), download: 'nota.txt', class: 'button' }, [say('carryFile')])
  place().replaceChildren(link)
  link.click()
}

const asCodes = async (toSend: ToSend): Promise<void> => {
  const { drawCode } = await codes()
  const pieces = await inPieces(await envelopeOf(toSend), pieceSizes.code)
  const shown = pieces.map((piece, index) => {
    const words = say('carryPart', { n: index + 1, of: pieces.length })
    return make('figure', { class: 'code' }, [make('img', { src: `data:image/svg+xml,${encodeURIComponent(drawCode(piece))}`, alt: words }), make('figcaption', {}, [words])])
  })
  place().replaceChildren(...shown)
}

const asMessages = async (toSend: ToSend): Promise<void> => {
  const pieces = await inPieces(await envelopeOf(toSend), pieceSizes.message)
  const rows = pieces.map((piece) => make('li', {}, [make('a', { href: `sms:?body=${encodeURIComponent(piece)}` }, [make('code', {}, [piece])])]))
  place().replaceChildren(make('p', {}, [say('carrySmsHint', { n: pieces.length })]), make('ol', {}, rows))
}

/** Draws the ways; each seals anew from what is in the page at that moment, under the same id. */
export const offerOtherWays = (ways: Ways): void => {
  const way = (key: string, act: () => Promise<void>): HTMLButtonElement => button(say(key), () => attempt(act, 'way'))
  const carried = (key: string, act: (toSend: ToSend) => Promise<void>): HTMLButtonElement => way(key, () => act(ways.now()))
  byId('other-ways').replaceChildren(make('details', { class: 'folded' }, [
    make('summary', {}, [`${say('offlineTitle')} · ${say('carryOut')}`]),
    make('p', { class: 'buttons' }, [way('offlineSeal', () => keepSealed(ways))]),
    make('p', { class: 'quiet' }, [say('offlineTrace')]),
    make('p', {}, [say('carryOutHint')]),
    make('p', { class: 'buttons' }, [carried('carryFile', asFile), carried('carryQr', asCodes), carried('carrySms', asMessages)]),
    make('div', { id: 'way', role: 'status' }),
  ]))
}
