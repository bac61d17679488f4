// Bringing a file in: which standard it is, the file, and what came of it; and what came before.
import { Button, Radio, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fileLimitBytes, type IntakeView } from '../../modules/trafficking/model/acts.ts'
import { standards, type Standard } from '../../modules/trafficking/model/fields.ts'
import { announce, FileDrop, Notice, PageFrame, ProblemNotice, Progress, Read, refresh, Section, uploadFile, useFormat, useRead, useText } from '../kit/kit.ts'
import { IntakeResult } from './intake.tsx'
import { Intakes } from './intakes.tsx'
import { privacy, standardNames } from './words.ts'

const useBringing = () => {
  const t = useText()
  const client = useQueryClient()
  const [sent, setSent] = useState<number>()
  const [problem, setProblem] = useState<unknown>()
  const [intake, setIntake] = useState<IntakeView>()
  const bring = async (standard: Standard, file: File): Promise<void> => {
    setProblem(undefined)
    setIntake(undefined)
    setSent(0)
    try {
      // The file's own name may name somebody, and addresses are kept by proxies.
      const nameless = new File([file], `${standard}.csv`)
      setIntake(await uploadFile<IntakeView>('/api/victims/intakes', nameless, { query: { standard }, onProgress: setSent }))
      await refresh(client, ['victim'])
      announce(t({ es: 'El archivo se leyó y ya no está en el nodo.', en: 'The file was read and is no longer in the node.' }))
    } catch (error) {
      setProblem(error)
    } finally {
      setSent(undefined)
    }
  }
  return { bring, sent, problem, intake }
}

export const Bring = () => {
  const { bring, sent, problem, intake } = useBringing()
  const before = useRead<{ items: IntakeView[] }>('/api/victims/intakes')
  return (
    <PageFrame
      title={{ es: 'Traer un archivo', en: 'Bring a file in' }} up={{ to: '/victims', label: { es: 'Trata: registros', en: 'Trafficking records' } }} lead={<Lead />}
    >
      <BringForm onBring={bring} sent={sent} problem={problem} />
      {intake && <Section title={{ es: 'Qué pasó con el archivo', en: 'What came of the file' }}><IntakeResult intake={intake} /></Section>}
      <Section title={{ es: 'Lo que se ha traído', en: 'What was brought before' }}><Read of={before}>{({ items }) => <Intakes items={items} />}</Read></Section>
    </PageFrame>
  )
}

const Lead = () => useText()(privacy)

interface BringFormProps {
  onBring: (standard: Standard, file: File) => Promise<void>
  sent: number | undefined
  problem: unknown
}

const BringForm = ({ onBring, sent, problem }: BringFormProps) => {
  const t = useText()
  const { bytes } = useFormat()
  const [standard, setStandard] = useState<Standard>('htcds')
  const [file, setFile] = useState<File | null>(null)
  const [wasTried, setTried] = useState(false)
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (file && sent === undefined) void onBring(standard, file)
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg" maw={720}>
        <ProblemNotice problem={problem} />
        <Radio.Group label={t({ es: 'Norma del archivo', en: 'Standard of the file' })} value={standard} onChange={(chosen) => setStandard(chosen === 'ctdc' ? 'ctdc' : 'htcds')}>
          <Stack gap="xs" mt="xs">{standards.map((one) => <Radio key={one} value={one} label={t(standardNames[one])} />)}</Stack>
        </Radio.Group>
        <FileDrop
          label={{ es: 'Archivo', en: 'File' }} accept=".csv,.txt,.tsv" file={file} onFile={setFile}
          hint={{ es: `CSV, una fila por víctima, hasta ${bytes(fileLimitBytes)}.`, en: `CSV, one row per victim, up to ${bytes(fileLimitBytes)}.` }}
          {...(wasTried && !file && { error: t({ es: 'Elija un archivo.', en: 'Choose a file.' }) })}
        />
        <Notice><p>{t({
          es: 'Se aceptan las dos escrituras de los campos (prs_First_Name y prs_FirstName). Enviar el mismo archivo otra vez no duplica nada.',
          en: 'Both spellings of the fields are accepted (prs_First_Name and prs_FirstName). Sending the same file again duplicates nothing.',
        })}</p></Notice>
        {sent === undefined || !file
          ? <div><Button type="submit">{t({ es: 'Traer el archivo', en: 'Bring the file in' })}</Button></div>
          : <Progress label={{ es: 'Leyendo el archivo', en: 'Reading the file' }} {...(sent < file.size && { share: sent / file.size })} note={`${bytes(sent)} / ${bytes(file.size)}`} />}
      </Stack>
    </form>
  )
}
