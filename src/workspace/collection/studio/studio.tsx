// The studio: an analyst looks at a file, says what its columns and words are, sees what it becomes, and publishes how it is read.
import type { DraftView } from '../../../modules/collection/model/draft.ts'
import { PageFrame, Read, useParameter, useRead, useSession, useText, type Reply } from '../../kit/kit.ts'
import { AboutSource, MeasureFields } from './about-source.tsx'
import { AsRead } from './as-read.tsx'
import { Finish } from './finish.tsx'
import { Questions } from './questions.tsx'
import styles from './studio.module.css'
import { Understood } from './understood.tsx'
import { UnknownWords } from './unknown-words.tsx'
import { useStudio } from './use-studio.ts'

export const ProfileStudio = () => {
  const id = useParameter('id')
  // Read once: what is on the screen is newer than what is kept until it is saved.
  const view = useRead<DraftView>('/api/profiles/drafts/:id', { id }, { topics: [] })
  return <Read of={view} what={{ es: 'Leyendo el archivo…', en: 'Reading the file…' }}>{(reply) => <Opened key={reply.id} view={reply} />}</Read>
}

const busyWords = {
  no: { es: '', en: '' },
  trying: { es: 'Leyendo otra vez…', en: 'Reading again…' },
  'trying-whole': { es: 'Leyendo el archivo entero…', en: 'Reading the whole file…' },
  saving: { es: 'Guardando…', en: 'Saving…' },
}

const Opened = ({ view }: { view: Reply<DraftView> }) => {
  const t = useText()
  const studio = useStudio(view)
  const isDemonstration = useSession()?.isDemonstration ?? false
  return (
    <PageFrame
      title={{ es: 'Cómo leer este archivo', en: 'How to read this file' }} up={{ to: '/profiles', label: { es: 'Cómo leer archivos', en: 'How to read files' } }}
      lead={t({ es: `«${view.fileName}». Mire si cada columna y cada palabra se entendió bien; cambie lo que no. Nada se importa hasta que publique y entregue.`, en: `“${view.fileName}”. See whether each column and word was understood; change what was not. Nothing is imported until you publish and deliver.` })}
    >
      <div className={styles.page}>
        <p role="status" className={styles.busy}>{t(busyWords[studio.busy])}</p>
        <AsRead studio={studio} />
        <div className={styles.sides}>
          <div>
            <Questions studio={studio} />
            <UnknownWords studio={studio} />
          </div>
          <div><Understood studio={studio} /></div>
        </div>
        <MeasureFields studio={studio} />
        <AboutSource studio={studio} isDemonstration={isDemonstration} />
        <Finish studio={studio} />
      </div>
    </PageFrame>
  )
}
