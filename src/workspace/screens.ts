// Every screen of the workspace, gathered from the modules' folders.
import type { Screen } from './kit/screen.ts'

const found = import.meta.glob<{ screens: readonly Screen[] }>('./*/screens.ts', { eager: true })

export const screens: readonly Screen[] = Object.values(found).flatMap((module) => module.screens)
