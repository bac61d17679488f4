// The files of a report: chosen or recorded, cleaned, listed with what is known of each, removed again.
import { safeName, type Cleaning } from '../modules/reports/rules/metadata.ts'
import { sizeWords } from '../modules/reports/rules/words.ts'
import { clean } from './cleaning.ts'
import { button, byId, make, say } from './page.ts'
import type { SentFile } from './uploading.ts'
import { offerVoice } from './voice.ts'

export interface Attached {
  /** Of this page alone; each time it is sealed anew it gets another at the node. */
  id: string
  name: string
  file: Blob
  /** It is whole at the node, sealed for these readers: a second attempt need not send it again. */
  arrived?: { readers: string; sent: SentFile } | undefined
}

export const mostFileBytes = 500 * 1024 ** 2
const mostFiles = 20

const howWords: Record<Cleaning, string> = { clean: 'fileClean', video: 'fileVideo', 'as-is': 'fileAsIs' }

const wrongWith = (file: Blob, name: string, count: number): string | undefined => {
  if (file.size === 0) return say('fileEmpty', { name })
  if (file.size > mostFileBytes) return say('fileBig', { name, size: sizeWords(mostFileBytes) })
  return count >= mostFiles ? say('fileMany', { name, count: mostFiles }) : undefined
}

const preview = (file: Blob): HTMLElement[] => {
  const src = (): string => URL.createObjectURL(file)
  if (file.type.startsWith('audio/')) return [make('audio', { controls: true, src: src() })]
  return file.type.startsWith('image/') ? [make('img', { src: src(), alt: '', width: '96' })] : []
}

/** What is attached, and what is on its way to be. */
export interface Attachments {
  /** The list that is sent. */
  attached: readonly Attached[]
  isEmpty: () => boolean
  /** Ends a recording that is going on; its note follows. */
  stopRecording: () => void
  /** Waits until all that was chosen or recorded is in the list, and says so meanwhile. Gives what did not get there since it was last asked for; mostly nothing. */
  settle: (said: HTMLElement) => Promise<string>
}

interface Item {
  name: string
  chosen: File
  isVoice: boolean
  row: HTMLLIElement
}

/** A row of the list for what is on its way. */
const rowFor = (name: string): HTMLLIElement => make('li', {}, [make('strong', { dir: 'auto' }, [name]), ' ', make('span', { class: 'tick-note' }, [say('filesPreparing')])])

/** The same row once it is there. */
const fill = (row: HTMLLIElement, { name, file }: Attached, how: string, remove: () => void): void =>
  row.replaceChildren(
    make('strong', { dir: 'auto' }, [name]), ` · ${sizeWords(file.size)} `, make('span', { class: 'tick-note' }, [how]), ...preview(file), button(say('fileRemove', { name }), remove),
  )

/** The file as it will be sealed, and what is said of it. */
const prepared = async ({ chosen, isVoice }: Item): Promise<{ file: Blob; how: string }> => {
  if (isVoice) return { file: chosen, how: say('voiceCan') }
  const { file, how } = await clean(chosen)
  return { file, how: say(howWords[how]) }
}

interface Gathering {
  attached: readonly Attached[]
  isComing: () => boolean
  take: (all: readonly File[], isVoice?: boolean) => void
  /** Waits for all that was taken; what was lost since it was last asked for, in words. */
  whenThere: () => Promise<string>
}

/** The list, to which files come one after the other: an old phone holds no two pictures. */
const gathering = (list: HTMLElement, tell: (sentence: string) => void): Gathering => {
  const attached: Attached[] = []
  const lost: string[] = []
  let coming = 0
  let working = Promise.resolve()

  const arrive = ({ name, row }: Item, file: Blob, how: string): void => {
    const each: Attached = { id: crypto.randomUUID(), name, file }
    attached.push(each)
    fill(row, each, how, () => {
      attached.splice(attached.indexOf(each), 1)
      row.remove()
      byId('choose-files').focus()
    })
  }
  const add = async (item: Item): Promise<void> => {
    try {
      const { file, how } = await prepared(item)
      arrive(item, file, how)
    } catch {
      item.row.remove()
      lost.push(say('fileUnread', { name: item.name }))
      tell(lost.join(' '))
    }
    coming -= 1
  }
  /** What is wrong with one is told at once, while the person still looks; a recording may end when they no longer do. */
  const takeOne = (chosen: File, isVoice: boolean): string | undefined => {
    const name = safeName(chosen.name)
    const wrong = wrongWith(chosen, name, attached.length + coming)
    if (wrong && isVoice) lost.push(wrong)
    if (wrong) return wrong
    const item = { name, chosen, isVoice, row: rowFor(name) }
    coming += 1
    list.append(item.row)
    working = working.then(() => add(item))
    return undefined
  }
  return {
    attached,
    isComing: () => coming > 0,
    take: (all, isVoice = false) => tell(all.flatMap((chosen) => takeOne(chosen, isVoice) ?? []).join(' ')),
    whenThere: async () => {
      await working
      return lost.splice(0).join(' ')
    },
  }
}

/** Wires the page's controls. */
export const offerAttachments = (): Attachments => {
  const tell = (sentence: string): void => void (byId('files-said').textContent = sentence)
  const { attached, isComing, take, whenThere } = gathering(byId('file-list'), tell)
  const chooser = byId<HTMLInputElement>('choose-files')
  chooser.addEventListener('change', () => {
    take([...(chooser.files ?? [])])
    chooser.value = ''
  })
  const endVoice = offerVoice(byId<HTMLButtonElement>('voice'), { tell, take: (file) => take([file], true) })
  const settle = async (said: HTMLElement): Promise<string> => {
    const recording = endVoice()
    if (recording || isComing()) said.textContent = say('filesPreparing')
    await recording
    return whenThere()
  }
  return { attached, isEmpty: () => attached.length === 0 && !isComing(), stopRecording: () => void endVoice(), settle }
}
