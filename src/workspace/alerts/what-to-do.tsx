// What an alert asks for: of everyone, and of each reader, one's own first.
import { readerNames, readerOfInstitution, readers, type Reader } from '../../modules/alerts/model/codes.ts'
import type { AlertContent } from '../../modules/alerts/model/content.ts'
import { Facts, Section, useSession } from '../kit/kit.ts'
import { Paragraphs, useWritten } from './words.tsx'

export const WhatToDo = ({ content }: { content: AlertContent }) => {
  const written = useWritten()
  const session = useSession()
  const own = readerOfInstitution[session?.person?.institution.kind ?? '']
  const told = readers.filter((reader) => content.readers[reader] && written(content.readers[reader]).trim() !== '')
  const ordered: Reader[] = [...told.filter((reader) => reader === own), ...told.filter((reader) => reader !== own)]
  return (
    <Section title={{ es: 'Qué hacer', en: 'What to do' }}>
      <Paragraphs text={written(content.instructions)} />
      {ordered.length > 0 && (
        <Facts items={ordered.map((reader) => ({
          label: reader === own ? { es: `${readerNames[reader].es} (usted)`, en: `${readerNames[reader].en} (you)` } : readerNames[reader],
          value: written(content.readers[reader]!),
        }))} />
      )}
    </Section>
  )
}
