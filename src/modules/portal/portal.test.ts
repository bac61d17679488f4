// Stories of the public pages: open to anyone, whole in both languages, light, without script.
import { brotliCompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { observedRelease, observedSource } from '../../../tests/observed.ts'
import { storiesOn } from '../../../tests/people.ts'
import { portalStylesheet } from '../../platform/html/stylesheet.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import { demonstration, loadDemonstration } from '../demonstration/index.ts'
import { RegionSize } from '../demonstration/model.ts'
import { statistics } from '../statistics/index.ts'
import { portal } from './index.ts'

const story = storiesOn({ modules: [portal, accounts, catalogues, collection, statistics, demonstration] })
const html = { accept: 'text/html' }

const firstPageLimit = 50_000

story('home.read: on a node without figures says so in words', async ({ nadie }) => {
  const page = await nadie.asks({ method: 'GET', url: '/es', headers: html })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Este nodo todavía no ha recibido cifras.')
  expect(page.body).toContain('<a href="/es/report">Cuéntelo sin decir quién es</a>')
})

story('home.read, about.read, source.publicList: every page in both languages, without script or inline style', async ({ nadie, node }) => {
  await loadDemonstration(node.system, RegionSize.parse({ records: 3000 }))
  await node.works()
  for (const path of ['', '/figures', '/about', '/about/data', '/privacy']) {
    for (const lang of ['es', 'en']) {
      const page = await nadie.asks({ method: 'GET', url: `/${lang}${path}`, headers: html })
      expect(page.statusCode, `/${lang}${path}`).toBe(200)
      expect(page.body).toContain(`<html lang="${lang}">`)
      expect(page.body).toContain(`href="/${lang === 'es' ? 'en' : 'es'}${path}"`)
      expect(page.body).not.toMatch(/<script|style="|undefined|NaN/)
    }
  }
})

story('home.read: residents, by which rates are divided, are none of the key figures', async ({ nadie, node }) => {
  const { owner } = node.database
  await observedSource(owner, 'a-people')
  await sql`update collection.measure set unit = 'residents' where source_id = 'a-people'`.execute(owner)
  await observedRelease(owner, 'a-people', [{ measure: 'victims', grain: 'year', start: '2023-01-01', value: 1010, words: { country: 'MX', territory: 'MX-CHP' } }])
  const page = (await nadie.asks({ method: 'GET', url: '/es', headers: html })).body
  expect(page).toContain('figure=demo-region')
  expect(page).not.toContain('figure=a-people')
})

story('home.read: the first page and its style sheet weigh less than 50 kB, and it asks for nothing else', async ({ nadie }) => {
  const page = await nadie.asks({ method: 'GET', url: '/es', headers: html })
  expect(brotliCompressSync(page.body).length + brotliCompressSync(portalStylesheet()).length).toBeLessThan(firstPageLimit)
  expect(page.body.match(/(?:src|rel="stylesheet" href)="/g)).toHaveLength(1)
  expect(page.body).toContain('datos de demostración, inventados')
})

story('figures.public: an unknown figure is a page that says which there are', async ({ nadie }) => {
  const page = await nadie.asks({ method: 'GET', url: '/es/figures?figure=nada', headers: html })
  expect(page.statusCode).toBe(404)
  expect(page.body).toContain('demo-region')
})
