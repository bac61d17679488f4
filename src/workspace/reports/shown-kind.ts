// What a file is by its own first octets, never by the name or type its sender gave: only what is known to be harmless to show is shown.

export type ShownKind = 'image' | 'sound' | 'video'

interface Sign {
  kind: ShownKind
  type: string
  at: number
  octets: string
}

/** Beginnings of formats that browsers decode without running anything. Documents, pages and drawings (SVG) are not among them. */
const signs: readonly Sign[] = [
  { kind: 'image', type: 'image/jpeg', at: 0, octets: '\u00ff\u00d8\u00ff' },
  { kind: 'image', type: 'image/png', at: 0, octets: '\u0089PNG\r\n' },
  { kind: 'image', type: 'image/gif', at: 0, octets: 'GIF8' },
  { kind: 'image', type: 'image/webp', at: 8, octets: 'WEBP' },
  { kind: 'image', type: 'image/avif', at: 4, octets: 'ftypavif' },
  { kind: 'sound', type: 'audio/wav', at: 8, octets: 'WAVE' },
  { kind: 'sound', type: 'audio/ogg', at: 0, octets: 'OggS' },
  { kind: 'sound', type: 'audio/mpeg', at: 0, octets: 'ID3' },
  { kind: 'sound', type: 'audio/mpeg', at: 0, octets: '\u00ff\u00fb' },
  { kind: 'sound', type: 'audio/mpeg', at: 0, octets: '\u00ff\u00f3' },
  { kind: 'sound', type: 'audio/aac', at: 0, octets: '\u00ff\u00f1' },
  { kind: 'sound', type: 'audio/amr', at: 0, octets: '#!AMR' },
  { kind: 'sound', type: 'audio/mp4', at: 4, octets: 'ftypM4A' },
  { kind: 'video', type: 'video/mp4', at: 4, octets: 'ftyp' },
  { kind: 'video', type: 'video/webm', at: 0, octets: '\u001aE\u00df\u00a3' },
]

const has = (octets: Uint8Array, { at, octets: wanted }: Sign): boolean => [...wanted].every((sign, index) => octets[at + index] === sign.charCodeAt(0))

/** How it may be shown, and with which type; undefined for everything that is only saved. `claimed` tells voice notes from video, which share containers. */
export const shownAs = (octets: Uint8Array, claimed: string): { kind: ShownKind; type: string } | undefined => {
  const sign = signs.find((each) => has(octets, each))
  if (!sign) return undefined
  const isVoice = sign.kind === 'video' && claimed.startsWith('audio/')
  return isVoice ? { kind: 'sound', type: sign.type.replace('video', 'audio') } : { kind: sign.kind, type: sign.type }
}

/** A name to save under that says nothing, for it stays in the lists of the computer: the word, with the ending of the name its sender gave. */
export const nameToSave = (word: string, given: string): string => `${word}${/.(\.[a-z0-9]{1,8})$/i.exec(given)?.[1]?.toLowerCase() ?? ''}`
