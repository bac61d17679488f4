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

/** Wires the page's controls; the list given is the one that is sent. */
export const offerAttachments = (): Attached[] => {
  const attached: Attached[] = []
  const said = byId('files-said')
  const list = byId('file-list')

  const show = (each: Attached, how: string): void => {
    const remove = (): void => {
      attached.splice(attached.indexOf(each), 1)
      item.remove()
      byId('choose-files').focus()
    }
    const item = make('li', {}, [
      make('strong', { dir: 'auto' }, [each.name]), ` · ${sizeWords(each.file.size)} `, make('span', { class: 'tick-note' }, [how]), ...preview(each.file),
      button(say('fileRemove', { name: each.name }), remove),
    ])
    list.append(item)
  }

  const add = async (chosen: File, isVoice = false): Promise<void> => {
    const name = safeName(chosen.name)
    const wrong = wrongWith(chosen, name, attached.length)
    if (wrong) return void (said.textContent = wrong)
    const { file, how } = isVoice ? { file: chosen, how: 'as-is' as const } : await clean(chosen)
    const each: Attached = { id: crypto.randomUUID(), name, file }
    attached.push(each)
    show(each, isVoice ? say('voiceCan') : say(howWords[how]))
    said.textContent = ''
  }

  const tell = (sentence: string): void => void (said.textContent = sentence)
  const chooser = byId<HTMLInputElement>('choose-files')
  chooser.addEventListener('change', () => {
    const chosen = [...(chooser.files ?? [])]
    chooser.value = ''
    void chosen.reduce((before, file) => before.then(() => add(file)), Promise.resolve()).catch(() => tell(say('failed')))
  })
  offerVoice(byId('voice'), { tell, take: (file) => void add(file, true) })
  return attached
}
