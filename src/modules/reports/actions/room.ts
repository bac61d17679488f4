// Room on the disk for sealed files that no report names yet: anybody may send them, so all together they stay under a bound. Texts need none of it.
import { statfs } from 'node:fs/promises'
import type { Db } from '../../../platform/db/database.ts'
import type { Node } from '../../../platform/node.ts'
import { nobody } from '../model/files.ts'
import { reportProblems } from '../problems.ts'
import { mostUnnamed } from '../rules/pace.ts'
import { asNode } from '../store/asking.ts'
import { unnamedBytes } from '../store/files.ts'

/** What arrived is counted anew so often, in ms; in between, pieces are added up. */
const countedFor = 30_000

interface Counted {
  bytes: number
  most: number
  until: number
}

const counted = new WeakMap<Node, Counted>()

const count = async (db: Db, node: Node): Promise<Counted> => {
  const { bavail, bsize } = await statfs(node.config.dataFolder)
  await asNode(db)
  const parts = await node.files.sealedParts.list(nobody)
  const bytes = await unnamedBytes(db) + parts.reduce((sum, { offset }) => sum + offset, 0)
  return { bytes, most: mostUnnamed(bavail * bsize, bytes), until: performance.now() + countedFor }
}

const current = async (db: Db, node: Node): Promise<Counted> => {
  const known = counted.get(node)
  if (known && performance.now() < known.until) return known
  const now = await count(db, node)
  counted.set(node, now)
  return now
}

/** Takes room for a piece. Throws `report.noRoom` when files without a report already fill what they may. */
export const takeRoom = async (db: Db, node: Node, bytes: number): Promise<void> => {
  const known = await current(db, node)
  if (known.bytes + bytes > known.most) throw reportProblems.noRoom()
  known.bytes += bytes
}

/** Whether files without a report fill more than half of what they may: then they are kept for a day. */
export const isCrowded = async (db: Db, node: Node): Promise<boolean> => {
  const { bytes, most } = await count(db, node)
  return bytes > most / 2
}
