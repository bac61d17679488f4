// The programs of the reporter's pages as they were built: their names, their fingerprints, and the files themselves to be checked.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Program {
  /** Its file name, which changes with its content. */
  file: string
  /** As in subresource integrity: `sha384-…`. */
  integrity: string
}

/** `report`: fetched with the page; `sealing`: while the person writes; `codes`: for QR codes; `worker`: only where the person keeps the page. */
export const programNames = ['report', 'sealing', 'codes', 'worker'] as const
export type Programs = Record<(typeof programNames)[number], Program>

/** Beside the bundle, or beside the folder of its pieces. */
const folders = ['assets/reporter', '../assets/reporter', '../../../../dist/assets/reporter'].map((path) => join(import.meta.dirname, path))
const folder = folders.find((path) => existsSync(join(path, 'programs.json')))

const read = (): Programs | undefined =>
  folder === undefined ? undefined : (JSON.parse(readFileSync(join(folder, 'programs.json'), 'utf8')) as Programs)

/** The programs as built; undefined where nothing was built, and everything is done by the server. */
export const programs = read()

export const addressOfProgram = ({ file }: Program): string => `/assets/reporter/${file}`

/** The offline worker's text, which has an address of its own. */
export const workerText = (): string => (folder && programs ? readFileSync(join(folder, programs.worker.file), 'utf8') : '')
