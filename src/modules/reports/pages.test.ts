// Stories of reporting without scripts: pages in five languages, answers carried from page to page, sealed on arrival, found again with the number alone.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { openUnit } from '../../../tests/units.ts'
import { unpadded } from '../../platform/seal/padding.ts'
import { newReceipt, shownReceipt } from '../../platform/seal/receipt.ts'
import { openWith } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import { reporterLanguages, type ReportPlaintext } from './model/answers.ts'
import { inPieces, packed, pieceSizes } from './rules/carried.ts'
import { sealReport } from './rules/sealing.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })
const html = { accept: 'text/html' }

type Fields = Record<string, string | string[]>

const encoded = (fields: Fields): string => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form.toString()
}

const posts = (who: Client, url: string, fields: Fields) =>
  who.asks({ method: 'POST', url, payload: encoded(fields), headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' } })

const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')

/** The fields a page would send back as it stands. */
const held = (page: string): Fields => {
  const fields: Record<string, string[]> = {}
  const form = page.slice(page.indexOf('id="answers"'))
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const of = (name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
    const isOff = /type="(checkbox|radio)"/.test(tag) && !tag.includes(' checked')
    const name = of('name')
    if (!isOff && name && of('type') !== 'file' && of('value')) fields[name] = [...(fields[name] ?? []), unescaped(of('value') ?? '')]
  }
  return fields
}

const titleOf = (page: string): string => unescaped(/<h1[^>]*>([^<]*)/.exec(page)?.[1] ?? '')

/** Answers the question and gives the next page. */
const answers = async (who: Client, page: string, given: Fields, go = 'next'): Promise<string> => {
  const next = await posts(who, '/es/report', { ...held(page), ...given, go })
  expect(next.statusCode, next.body).toBe(200)
  return next.body
}

/** What the unit can open of all that is kept. */
const openedReports = async ({ database }: TestNode, identity: string): Promise<ReportPlaintext[]> => {
  const { rows } = await sql<{ body: Buffer }>`select body from reports.message where kind = 'report'`.execute(database.owner)
  const told = await Promise.all(rows.map(({ body }) => openWith([identity], new Uint8Array(body)).then((bytes) => unpadded(bytes) as ReportPlaintext, () => undefined)))
  return told.filter((each) => each !== undefined)
}

const secret = 'Me quitaron el teléfono en el puente; 64 letras y 😀 y עברית'

story('report.guide: without a unit that can receive, nobody is led to write', async ({ nadie }) => {
  const page = await nadie.asks({ method: 'GET', url: '/es/report', headers: html })
  expect(page.body).toContain('Ahora ninguna institución puede recibir reportes')
  expect(page.body).not.toMatch(/id="start"|id="steps"/)
})

story('report.guide: every page in five languages, with nothing kept, no cookie, no inline script, no other site', async ({ nadie, node, fatima, gael }) => {
  await openUnit({ node, fatima, gael }, { name: 'Unidad de Guatemala' })
  for (const lang of reporterLanguages) {
    for (const path of ['/report', '/report/back', '/report/carry', '/report/reach', '/report/check']) {
      const page = await nadie.asks({ method: 'GET', url: `/${lang}${path}`, headers: { ...html, cookie: 'sidmi_session=x' } })
      expect(page.statusCode, `/${lang}${path}`).toBe(200)
      expect(page.headers['set-cookie']).toBeUndefined()
      expect(page.headers['cache-control']).toBe('no-store')
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      expect(page.body).toContain(`<html lang="${lang}">`)
      expect(page.body).toContain('<title>SIDMI</title>')
      expect(page.body).not.toMatch(/style="|undefined|NaN|\bon\w+="|<script(?! type="(module|application\/json)")/)
      expect([...page.body.matchAll(/(?:src|rel="stylesheet" href)="(?!\/)/g)]).toEqual([])
    }
  }
  const creole = await nadie.asks({ method: 'GET', url: '/report', headers: { ...html, 'accept-language': 'ht,fr;q=0.5' } })
  expect(creole.body).toContain('<html lang="ht">')
  expect(creole.body).toContain('poko revize')
})

story('report.guide, report.send: the whole way without scripts; skipped questions, going back, the same form sent twice', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad con llave' })
  let page = (await posts(nadie, '/es/report', { go: 'start' })).body
  expect(titleOf(page)).toBe('¿Alguien está en peligro ahora?')
  page = await answers(nadie, page, { danger: 'no' })
  page = await answers(nadie, page, { what: ['robbery', 'violence'] })
  page = await answers(nadie, page, { country: 'GT', place: 'Puente <b>&"' })
  expect(titleOf(page)).toBe('¿En qué parte del país?')
  page = await answers(nadie, page, {}, 'back')
  expect(titleOf(page)).toBe('¿Dónde pasó?')
  expect(held(page).place).toEqual(['Puente <b>&"'])
  page = await answers(nadie, page, { country: 'GT' })
  page = await answers(nadie, page, { territory: 'GT-01' }, 'skip')
  page = await answers(nadie, page, { when: 'week' })
  page = await answers(nadie, page, { text: secret })
  page = await answers(nadie, page, {}, 'skip')
  page = await answers(nadie, page, { aboutWho: 'me' })
  page = await answers(nadie, page, {}, 'skip')
  page = await answers(nadie, page, { contact: 'con mi hermana' })
  expect(titleOf(page)).toBe('¿Quién debe leerlo?')
  expect(page).toContain('Le toca lo que pasa en Guatemala.')
  const none = await answers(nadie, page, { units: [] })
  expect(none).toContain('Elija al menos una institución')
  page = await answers(nadie, page, { units: [unit.id] })
  page = await answers(nadie, page, { consentCount: 'yes', passOn: ['shelter'] })
  expect(titleOf(page)).toBe('Anote su número')
  const fields = { ...held(page), go: 'next', decoy: 'yes' }
  const sent = await posts(nadie, '/es/report/sent', fields)
  expect(sent.statusCode, sent.body).toBe(200)
  expect(titleOf(sent.body)).toBe('Llegó')
  expect(sent.body.replaceAll(' ', '')).toContain(held(page).receipt?.[0])
  const receiptsIn = (body: string): string[] => body.match(/\d{4} \d{4} \d{4} \d{4}/g) ?? []
  expect(receiptsIn(sent.body)).toEqual([held(page).receipt, held(page).decoyReceipt].map((receipt) => shownReceipt(receipt![0]!)))
  const again = await posts(nadie, '/es/report/sent', fields)
  expect(receiptsIn(again.body)).toEqual(receiptsIn(sent.body))
  // Of another decoy than the one it came with, it is said that it opens nothing.
  const other = await posts(nadie, '/es/report/sent', { ...fields, decoyReceipt: newReceipt() })
  expect(receiptsIn(other.body)).toEqual([shownReceipt(held(page).receipt![0]!)])
  expect(other.body).toContain('El número señuelo no abre nada: el reporte que está llegó sin él.')
  const told = await openedReports(node, unit.identity)
  expect(told).toEqual([{
    version: 1, language: 'es', sent: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string, text: secret, contact: 'con mi hermana', files: [],
    answers: { danger: false, what: ['robbery', 'violence'], where: { country: 'GT', place: 'Puente <b>&"' }, when: 'week', about: { who: 'me' } },
    reader: expect.stringMatching(/^age1/) as string, consents: expect.objectContaining({ contact: expect.any(Boolean) as boolean }) as object,
  }])
})

story('report.open, report.add, report.consent, report.withdraw: the number alone opens the conversation, from any device', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad que contesta' })
  const receipt = newReceipt()
  const [id, decoyReceipt] = [randomUUID(), newReceipt()]
  const sent = await posts(nadie, '/en/report/sent', { at: 'number', go: 'next', text: 'hello', units: [unit.id], unitsSeen: 'yes', id, receipt, decoyReceipt, decoy: 'yes', decoyOwn: 'What are your opening hours?' })
  expect(titleOf(sent.body)).toBe('It arrived')
  const wrong = await posts(nadie, '/en/report/back', { number: newReceipt() })
  expect(wrong.statusCode).toBe(404)
  expect(wrong.body).toContain('There is nothing under that number')
  expect((await posts(nadie, '/en/report/back', { number: '1234' })).body).toContain('The number has 16 digits. You wrote 4.')
  const opened = await posts(nadie, '/en/report/back', { number: shownReceipt(receipt) })
  expect(opened.body).toContain('Nobody has taken it up yet.')
  expect(opened.body).not.toContain('hello')
  expect((await posts(nadie, '/en/report/back/add', { number: receipt, id: randomUUID(), text: '  ' })).body).toContain('Write something or add a file before you send.')
  const more = { number: receipt, id: randomUUID(), text: 'it was a white car' }
  expect((await posts(nadie, '/en/report/back/add', more)).body).toContain('Your message arrived.')
  expect((await posts(nadie, '/en/report/back/add', more)).body.match(/it was a white car/g)).toHaveLength(1)
  const agreed = await posts(nadie, '/en/report/back/consent', { number: receipt, passOn: ['shelter'] })
  expect(agreed.body).toContain('The permissions are as you marked them.')
  expect(agreed.body).toMatch(/name="passOn" [^>]*value="shelter"|value="shelter"[^>]*name="passOn"/)
  const decoy = await posts(nadie, '/en/report/back', { number: decoyReceipt })
  expect(decoy.body).toContain('opening hours')
  expect(decoy.body).not.toContain('white car')
  expect((await posts(nadie, '/en/report/back/withdraw', { number: receipt })).body).toContain('Tick the box to withdraw it.')
  expect((await posts(nadie, '/en/report/back/withdraw', { number: receipt, sure: 'yes' })).body).toContain('Withdrawn.')
})

story('report.send, report.beginFile: photos lose their place, empty files are left out, hostile names are written plainly; all sealed', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad con archivos' })
  const form = new FormData()
  const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, 12, ...Buffer.from('Exif GPS 1'), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
  for (const [name, value] of Object.entries({ at: 'number', go: 'next', units: unit.id, unitsSeen: 'yes', id: randomUUID(), receipt: newReceipt(), decoyReceipt: newReceipt() })) form.append(name, value)
  form.append('files', new File([photo], '../\u202Egpj.exe.jpg', { type: 'image/jpeg' }))
  form.append('files', new File([], 'vacío.txt'))
  const request = new Request('http://x', { method: 'POST', body: form })
  const sent = await nadie.asks({
    method: 'POST', url: '/es/report/sent', headers: { ...html, 'content-type': request.headers.get('content-type') ?? '' }, payload: Buffer.from(await request.arrayBuffer()),
  })
  expect(titleOf(sent.body)).toBe('Llegó')
  expect(sent.body).not.toContain('tal como estaban')
  const [told] = await openedReports(node, unit.identity)
  expect(told?.files).toEqual([{ id: expect.any(String) as string, name: 'gpj.exe.jpg', type: 'image/jpeg', bytes: 11 }])
})

const asMultipart = async (who: Client, url: string, fields: Record<string, string>, files: readonly File[]) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const file of files) form.append('files', file)
  const request = new Request('http://x', { method: 'POST', body: form })
  return who.asks({ method: 'POST', url, headers: { ...html, 'content-type': request.headers.get('content-type') ?? '' }, payload: Buffer.from(await request.arrayBuffer()) })
}

story('report.add, report.beginFile, report.fetchFile: without scripts files come with later words, cleaned and sealed to the unit alone; too much is said beside what was written', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad con archivos después' })
  const receipt = newReceipt()
  await posts(nadie, '/ht/report/sent', { at: 'number', go: 'next', text: 'premye', units: [unit.id], unitsSeen: 'yes', id: randomUUID(), receipt, decoyReceipt: newReceipt() })
  const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, 12, ...Buffer.from('Exif GPS 1'), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
  const fields = { number: receipt, go: 'add', id: randomUUID(), text: '' }
  const added = await asMultipart(nadie, '/ht/report/back/add', fields, [new File([photo], '../foto😀.jpg', { type: 'image/jpeg' }), new File([], 'vid.txt')])
  expect(added.body).toContain('Mesaj ou rive.')
  expect(unescaped(added.body)).toContain('foto😀.jpg · 11 B. Se enstitisyon an sèlman ki louvri l.')
  const { items } = await fatima.sees<{ items: { id: string }[] }>(`/api/reports?box=all&unit=${unit.id}`)
  const view = await fatima.sees<{ conversation: { body: string; files: string[] }[] }>(`/api/reports/${items[0]!.id}`)
  const said = unpadded(await openWith([unit.identity], new Uint8Array(Buffer.from(view.conversation[0]!.body, 'base64')))) as ReportPlaintext
  expect(said.files).toMatchObject([{ id: view.conversation[0]!.files[0], name: 'foto😀.jpg', type: 'image/jpeg', bytes: 11 }])
  const file = await fatima.asks({ method: 'GET', url: `/api/reports/${items[0]!.id}/files/${said.files[0]!.id}` })
  const opened = await openWith([unit.identity], new Uint8Array(file.rawPayload))
  expect([...opened.subarray(0, 11)]).toEqual([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
  expect(Buffer.from(file.rawPayload).toString('latin1').match(/-> X25519/g)).toHaveLength(1)
  const tooMuch = await asMultipart(nadie, '/ht/report/back/add', { ...fields, id: randomUUID(), text: 'sa m ekri a' }, [new File([new Uint8Array(15 * 1024 ** 2)], 'gwo.mp4')])
  expect(unescaped(tooMuch.body)).toContain('Sa depase sa ki ka antre yon sèl kou.')
  expect(tooMuch.body.slice(tooMuch.body.indexOf('<h1'))).toContain('sa m ekri a</textarea>')
})

const asTheyWere: Record<(typeof reporterLanguages)[number], string> = {
  es: 'se enviaron tal como estaban', en: 'were sent as they were', pt: 'foram enviados tal como estavam', fr: 'sont partis tels quels', ht: 'ale jan yo te ye a',
}

story('report.send, report.add: without scripts the files that could not be cleaned are named after sending, in five languages', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad con fotos de otra clase' })
  const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, 12, ...Buffer.from('Exif GPS 1'), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
  const brought = [new File([photo], 'limpia.jpg', { type: 'image/jpeg' }), new File([photo.subarray(0, 18)], 'rota <b>.jpg', { type: 'image/jpeg' }), new File(['%PDF'], 'carta.pdf', { type: 'application/pdf' })]
  for (const lang of reporterLanguages) {
    const receipt = newReceipt()
    const sent = await asMultipart(nadie, `/${lang}/report/sent`, { at: 'number', go: 'next', units: unit.id, unitsSeen: 'yes', id: randomUUID(), receipt, decoyReceipt: newReceipt() }, brought)
    const pages = [sent]
    if (lang === 'ht') pages.push(await asMultipart(nadie, `/${lang}/report/back/add`, { number: receipt, go: 'add', id: randomUUID(), text: '' }, brought))
    for (const { body } of pages) {
      const page = unescaped(body)
      const told = page.slice(page.indexOf(asTheyWere[lang]), page.indexOf('</ul>', page.indexOf(asTheyWere[lang])))
      expect([page.includes(asTheyWere[lang]), [...told.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, name]) => name)], lang).toEqual([true, ['rota <b>.jpg', 'carta.pdf']])
      expect(body).not.toContain('<b>.jpg')
    }
  }
})

const ownWords: Record<(typeof reporterLanguages)[number], string> = {
  es: 'Algo no salió bien', en: 'Something went wrong', pt: 'Algo não saiu bem', fr: 'Quelque chose n’a pas marché', ht: 'Yon bagay pa mache',
}

story('report.guide: what is too long or in another form is answered by the reporter’s own page in their language, with what was written', async ({ nadie, node, fatima, gael }) => {
  await openUnit({ node, fatima, gael }, { name: 'Unidad de letras' })
  for (const lang of reporterLanguages) {
    for (const path of ['/report', '/report/sent', '/report/back', '/report/back/add', '/report/carry']) {
      const page = await nadie.asks({ method: 'POST', url: `/${lang}${path}`, payload: Buffer.from('text=lo que <conté>', 'latin1'), headers: { ...html, 'content-type': 'text/plain' } })
      expect([page.statusCode, titleOf(page.body)], `/${lang}${path}`).toEqual([400, ownWords[lang]])
      expect(page.body).toMatch(new RegExp(`<html lang="${lang}">.*id="exit".*text=lo que &lt;conté&gt;</textarea>`, 's'))
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    }
    const elsewhere = await nadie.asks({ method: 'POST', url: `/${lang}/report`, payload: 'go=start', headers: { ...html, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', origin: 'https://otro.example' } })
    expect([elsewhere.statusCode, titleOf(elsewhere.body)]).toEqual([403, ownWords[lang]])
  }
  const long = `语${'ñ'.repeat(100_000)}`
  const again = await posts(nadie, '/fr/report', { at: 'tell', go: 'next', text: long, country: 'GT' })
  expect([again.statusCode, titleOf(again.body)]).toEqual([413, 'Racontez avec vos mots'])
  expect(again.body).toContain('raccourcissez le texte')
  expect(unescaped(again.body)).toContain(`${long}</textarea>`)
  expect(held(again.body).country).toEqual(['GT'])
  const most = await posts(nadie, '/fr/report', { at: 'tell', go: 'next', text: '语'.repeat(100_000), country: 'GT' })
  expect([most.statusCode, titleOf(most.body)]).toEqual([200, 'Qui l’a fait\u00a0?'])
  const beyond = await posts(nadie, '/fr/report', { at: 'tell', go: 'next', country: 'GT', text: 'é'.repeat(2_000_000) })
  expect([beyond.statusCode, titleOf(beyond.body), beyond.body.includes('éééé')]).toEqual([413, 'Racontez avec vos mots', true])
})

story('report.send: a number that is taken is changed on the page, in words', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad sin choques' })
  const fields = { at: 'number', go: 'next', text: 'eu', units: [unit.id], unitsSeen: 'yes', id: randomUUID(), receipt: newReceipt(), decoyReceipt: newReceipt() }
  expect((await posts(nadie, '/pt/report/sent', fields)).statusCode).toBe(200)
  const other = await posts(nadie, '/pt/report/sent', { ...fields, receipt: newReceipt(), text: 'outra coisa' })
  expect([other.statusCode, titleOf(other.body)]).toEqual([409, 'Anote seu número'])
  expect(unescaped(other.body)).toContain('envie outra vez com um novo. Seu número mudou')
  const now = held(other.body)
  expect([now.text, now.id?.[0] === fields.id, now.receipt?.[0] === fields.receipt]).toEqual([['outra coisa'], false, false])
  expect((await posts(nadie, '/pt/report/sent', { ...now, go: 'next' })).statusCode).toBe(200)
})

story('report.send: what was pasted for somebody else arrives once; a missing or altered piece is named', async ({ nadie, node, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael }, { name: 'Unidad de paso' })
  const { files: _files, ...report } = await sealReport({
    id: randomUUID(), receipt: newReceipt(), units: [{ key: unit.key }], files: [], consents: { contact: false, count: false, passOn: [] },
    plaintext: { version: 1, language: 'ht', sent: '2026-01-01', carried: true, text: 'yo te fèmen m', answers: {}, files: [] },
  })
  const pieces = await inPieces(packed(report), pieceSizes.message)
  const missing = await posts(nadie, '/fr/report/carry', { carried: pieces.slice(1).join('\n') })
  expect([missing.statusCode, missing.body.includes('Il manque\u00a0: 1.')]).toEqual([400, true])
  expect((await posts(nadie, '/fr/report/carry', { carried: 'bonjour' })).body).toContain('pas un signalement fermé complet')
  for (let turn = 0; turn < 2; turn += 1) expect((await posts(nadie, '/fr/report/carry', { carried: pieces.toReversed().join(' ') })).body).toContain('Remis.')
  expect((await openedReports(node, unit.identity)).map(({ text, carried }) => [text, carried])).toEqual([['yo te fèmen m', true]])
})

story('report.guide: whom to tell of a fault stands at its address, and only where a contact is configured', async ({ nadie, node }) => {
  expect(await nadie.status('GET', '/.well-known/security.txt')).toBe(404)
  node.system.node.config.securityContact = 'mailto:seguridad@nodo.example'
  const { body } = await nadie.asks({ method: 'GET', url: '/.well-known/security.txt' })
  expect(body).toMatch(/^Contact: mailto:seguridad@nodo\.example\n/)
  const expires = Date.parse(/^Expires: (.+)$/m.exec(body)?.[1] ?? '')
  expect(expires).toBeGreaterThan(Date.now())
  expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000)
})
