// Taking over how another node reads a file: its JSON is shown first and taken only when accepted.
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce, callAct, Facts, FileDrop, ProblemNotice, refresh, Section, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'

interface Adopted {
  source: string
  name: { es: string; en: string }
  publisher: string
  licence: string
  isNew: boolean
  profiles: { name: { es: string; en: string }; version: number; columns: string[] }[]
}

const notJson = (): unknown => new SyntaxError('not JSON')

export const Adopt = () => {
  const t = useText()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [shown, setShown] = useState<{ definition: unknown; adopted: Adopted }>()
  const [problem, setProblem] = useState<unknown>()
  const ask = async (definition: unknown, isTaken: boolean): Promise<Adopted> => callAct<Adopted>('POST', '/api/profiles/adoption', { definition, isTaken })
  const look = async (chosen: File): Promise<void> => {
    setFile(chosen)
    setShown(undefined)
    setProblem(undefined)
    try {
      const text = await chosen.text()
      const definition: unknown = text.trimStart().startsWith('{') ? JSON.parse(text) : null
      setShown({ definition, adopted: await ask(definition, false) })
    } catch (error) {
      setProblem(error instanceof SyntaxError ? notJson() : error)
    }
  }
  const take = async (): Promise<void> => {
    try {
      await ask(shown?.definition, true)
      setShown(undefined)
      setFile(null)
      announce(t({ es: 'Lectura añadida: ya se puede entregar a esa fuente.', en: 'Reading added: its source can now be delivered to.' }))
      await refresh(client, ['profile', 'source'])
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Section title={{ es: 'Traer la lectura de otro nodo', en: 'Bring in another node’s reading' }} lead={t({ es: 'Es un archivo JSON que otro nodo descargó. Se muestra antes de aceptarlo.', en: 'It is a JSON file that another node downloaded. It is shown before it is accepted.' })}>
      <div className={styles.page}>
        <ProblemNotice problem={problem} />
        <FileDrop label={{ es: 'Lectura (JSON)', en: 'Reading (JSON)' }} accept=".json" file={file} onFile={(chosen) => void look(chosen)} />
        {shown && <Shown adopted={shown.adopted} onTake={() => void take()} />}
      </div>
    </Section>
  )
}

const Shown = ({ adopted, onTake }: { adopted: Adopted; onTake: () => void }) => {
  const t = useText()
  return (
    <>
      <Facts
        items={[
          { label: { es: 'Fuente', en: 'Source' }, value: `${t(adopted.name)} (${adopted.isNew ? t({ es: 'nueva aquí', en: 'new here' }) : t({ es: 'ya conocida aquí', en: 'already known here' })})` },
          { label: { es: 'Publica', en: 'Publisher' }, value: adopted.publisher },
          { label: { es: 'Licencia', en: 'Licence' }, value: adopted.licence },
          ...adopted.profiles.map(({ name, columns }) => ({ label: { es: `Columnas de «${name.es}»`, en: `Columns of “${name.en}”` }, value: columns.join(', ') })),
        ]}
      />
      <div><Button onClick={onTake}>{t({ es: 'Aceptar y añadir', en: 'Accept and add' })}</Button></div>
    </>
  )
}
