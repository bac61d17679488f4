// `node tools/check-links.ts`: every relative link and picture in the documents leads to a file that exists.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)

/** Where the links of a Markdown text lead, without those to other sites or inside the same page. */
const targets = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*/, '')).filter((target) => target !== '' && !/^[a-z]+:/.test(target))

const broken = documents.filter((file) => existsSync(join(root, file))).flatMap((file) =>
  targets(readFileSync(join(root, file), 'utf8')).filter((target) => !existsSync(join(root, dirname(file), target))).map((target) => `${file}: ${target} does not exist`))

for (const fault of broken) process.stdout.write(`${fault}\n`)
process.stdout.write(`${documents.length} documents, ${broken.length} broken links\n`)
process.exitCode = broken.length === 0 ? 0 : 1
