// Where the program of a worker thread is: beside its caller in the source, in the built folder once the server was bundled.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The program `<name>.ts`, or what became of it in the build. `folder` is the caller's `import.meta.dirname`. */
export const threadProgram = (name: string, folder: string): URL => {
  const places = [join(folder, `${name}.ts`), join(folder, `${name}.js`), join(folder, '..', `${name}.js`)]
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error(`The program of the thread ${name} is not built`)
  return pathToFileURL(found)
}
