// What anyone may read of the node itself: its first page, how its figures are made, what it is.
import { action } from '../../platform/action.ts'
import { anyoneGranted } from '../../platform/access.ts'
import { NoInput } from '../../platform/schema.ts'
import { publicFigures, publicSources } from '../statistics/index.ts'
import { isStock } from '../statistics/model.ts'
import { Home, Nothing, PublicSources } from './model.ts'

const noTrace = () => ({ nothing: 'Reading a public page leaves no trace of who read it.' })

const mostFigures = 4

export const readHome = action({
  name: 'home.read',
  summary: { es: 'Ver la portada pública', en: 'See the public home page' },
  input: NoInput,
  output: Home,
  may: anyoneGranted,
  async run({ db }) {
    const figures: Home['figures'] = []
    const sources = (await publicSources(db)).filter(({ measures }) => measures.some((measure) => measure.observations > 0 && !isStock(measure)))
    for (const source of sources.slice(0, mostFigures)) {
      const { shown } = await publicFigures(db, { figure: source.id, year: '', kind: '', place: '' })
      if (shown) figures.push(shown)
    }
    return { figures }
  },
  remember: noTrace,
})

export const listPublicSources = action({
  name: 'source.publicList',
  summary: { es: 'Ver de dónde vienen las cifras públicas', en: 'See where the public figures come from' },
  input: NoInput,
  output: PublicSources,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: await publicSources(db) }),
  remember: noTrace,
})

export const readAbout = action({
  name: 'about.read',
  summary: { es: 'Leer qué es SIDMI y cómo trata los datos', en: 'Read what SIDMI is and how it treats data' },
  input: NoInput,
  output: Nothing,
  may: anyoneGranted,
  run: () => Promise.resolve({}),
  remember: noTrace,
})
