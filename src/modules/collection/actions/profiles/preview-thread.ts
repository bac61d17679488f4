// A worker thread that reads a whole file by a draft, so that the node answers others meanwhile.
import { parentPort, workerData } from 'node:worker_threads'
import { bytesAt } from '../../rules/bytes.ts'
import type { Knowledge } from '../../rules/guessing/knowledge.ts'
import { previewOf } from '../../rules/guessing/preview.ts'
import type { Given } from '../answering.ts'
import { asking } from '../asking.ts'
import type { PreviewMessage, PreviewTask } from './previewing.ts'

type Asked = Knowledge['book'] & Pick<Knowledge, 'label'>

const { task: { path, draft, seen, known }, ...asked } = workerData as Given<PreviewTask>
const { label, ...book } = asking<Asked>(asked)

if (!parentPort) throw new Error('This is the program of a worker thread')
const port = parentPort
const tell = (message: PreviewMessage): void => port.postMessage(message)

try {
  tell({ preview: await previewOf(bytesAt(path), draft, seen, { mostRows: Infinity, knowledge: { ...known, book, label }, onRows: (rows) => tell({ rows }) }) })
} finally {
  asked.catalogues.close()
}
