// Measures reach: one alert queued for ten thousand people by three channels, a node killed in the middle, and two thousand open screens.
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get, request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { emptyAudience } from '../../modules/alerts/model/content.ts'
import { templateOf } from '../../modules/alerts/model/templates.ts'
import { lettersAtOnce } from '../../platform/work/mail.ts'
import { cpuSeconds } from './cpu.ts'
import { gather, keptOf, type Crowd } from './crowd.ts'
import { median, seconds, times, timed, type Finding } from './finding.ts'
import { openLetterbox, type Letter } from './letterbox.ts'
import { address, firstPage, launch, stop } from './node.ts'

const officers = Number(process.env.SIDMI_BENCH_OFFICERS ?? 10_000)
const screens = Number(process.env.SIDMI_BENCH_SCREENS ?? 2000)

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Each browser at an address of its own, as behind a proxy. */
const headersOf = (token: string, at = 0): Record<string, string> => ({ cookie: `sidmi_session=${token}`, 'x-forwarded-for': `10.${String(at >> 16 & 255)}.${String(at >> 8 & 255)}.${String(at & 255)}` })

const textOf = async (reply: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of reply) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const asked = (method: string, path: string, headers: Record<string, string>, body?: object): Promise<string> =>
  new Promise((resolve, reject) => {
    const asking = request(`${address}${path}`, { method, agent, headers: { ...headers, ...(body && { 'content-type': 'application/json' }) } }, (reply) => {
      textOf(reply).then((text) => ((reply.statusCode ?? 500) < 300 ? resolve(text) : reject(new Error(`${path}: ${String(reply.statusCode)} ${text.slice(0, 300)}`))), reject)
    })
    asking.on('error', reject).end(body && JSON.stringify(body))
  })

/** An alert to every officer, ready to be published; its id. */
const inReview = async ({ analyst }: Crowd, title: string): Promise<string> => {
  const content = {
    ...templateOf('kidnapping-zone'), territories: ['GT-12'], title: { es: title, en: title }, summary: { es: 'Alerta de la medición.', en: 'Alert of the bench.' },
    audience: { ...emptyAudience, roles: ['duty-officer'], institutionKinds: ['police'], territories: ['GT'] }, expires: new Date(Date.now() + 86_400_000).toISOString(),
  }
  const { id } = JSON.parse(await asked('POST', '/api/alerts', headersOf(analyst), { content })) as { id: string }
  await asked('POST', `/api/alerts/${id}/submission`, headersOf(analyst), { basedOn: 1 })
  return id
}

const publish = ({ coordinator }: Crowd, id: string): Promise<string> => asked('POST', `/api/alerts/${id}/publication`, headersOf(coordinator), { basedOn: 1 })

const killed = async (node: ReturnType<typeof launch>): Promise<void> => {
  node.kill('SIGKILL')
  await new Promise((resolve) => node.once('exit', resolve))
}

const opened = async (folder: string) => {
  const node = launch(folder)
  await firstPage()
  return node
}

const someLetters = Math.min(200, officers / 4)
const longest = 3 * 60_000

/** Waits until every officer has the letter of an alert, or as long as it is worth. */
const arrived = async (letters: readonly Letter[], from: number): Promise<void> => {
  const since = Date.now()
  while (new Set(letters.slice(from).map(({ to }) => to)).size < officers && Date.now() - since < longest) await pause(500)
}

const queueing = async (folder: string, crowd: Crowd, letters: Letter[]): Promise<Finding[]> => {
  let node = await opened(folder)
  const id = await inReview(crowd, 'Primera')
  const before = cpuSeconds(node.pid ?? 0)
  const { seconds: taken } = await timed(() => publish(crowd, id))
  const cpu = cpuSeconds(node.pid ?? 0) - before
  while (letters.length < someLetters) await pause(20)
  await killed(node)
  const sentBefore = letters.length
  const kept = await keptOf(folder, id)
  node = await opened(folder)
  const { seconds: draining } = await timed(() => arrived(letters, 0))
  const sent = letters.length
  const again = await inReview(crowd, 'Segunda')
  const publishing = publish(crowd, again).then(() => 'answered', () => 'cut')
  await pause(taken * 500)
  await killed(node)
  await publishing
  const cut = await keptOf(folder, again)
  const { unsent } = await keptOf(folder, id)
  const reached = new Set(letters.map(({ to }) => to)).size
  const isWhole = cut.state === 'published' ? cut.deliveries === officers && cut.emails === officers : cut.deliveries === 0 && cut.emails === 0
  return [
    { what: `one alert to ${officers.toLocaleString('en')} people, workspace, e-mail and push: published and all ${(kept.deliveries + kept.emails + kept.pushes).toLocaleString('en')} queued`, measured: seconds(taken), yardstick: '5 s', ratio: times(taken / 5), bar: '1 ×' },
    { what: 'CPU time of that, of the node and its database', measured: seconds(cpu), yardstick: '—', ratio: '—', bar: '—' },
    { what: `killed after ${sentBefore.toLocaleString('en')} letters and started again: people with neither a letter nor one on its way`, measured: String(Math.max(0, officers - reached - unsent)), yardstick: '0', ratio: '—', bar: '0' },
    { what: 'letters that came twice, each under the same name', measured: String(letters.length - reached), yardstick: '—', ratio: '—', bar: '—' },
    { what: `letters sent each second in the ${seconds(draining)} after the start (${(sent - sentBefore).toLocaleString('en')} letters, at most ${String(lettersAtOnce)} at a time)`, measured: ((sent - sentBefore) / draining).toFixed(0), yardstick: '—', ratio: '—', bar: '—' },
    { what: `killed in the middle of publishing: ${cut.state === 'published' ? 'all of it there' : 'nothing of it there'}`, measured: isWhole ? 'whole' : 'torn', yardstick: 'whole', ratio: '—', bar: 'whole' },
  ]
}

interface Screen {
  heard: number
  shown: number
  /** Whether it had to read its list. */
  hasAsked: boolean
}

/** Opens the stream of one screen; what news of alerts brings it puts in its list, else it reads that at a moment of its own, as the workspace does. */
const open = (token: string, at: number, moment: Screen): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = headersOf(token, at)
    const see = (list: string): void => void (list.includes('Tercera') && (moment.shown ||= performance.now()))
    const look = async (news: string): Promise<void> => {
      if (news.includes('"address"')) moment.heard ||= performance.now()
      const brought = /^data: (\{"items":.*)$/m.exec(news)?.[1]
      if (brought !== undefined) return see(brought)
      moment.hasAsked = true
      await pause(Math.random() * Number(/"within":(\d+)/.exec(news)?.[1] ?? 0))
      see(await asked('GET', '/api/alerts?box=received', headers))
    }
    get(`${address}/api/live`, { headers, agent: false }, (reply) => {
      if (reply.statusCode !== 200) return reject(new Error(`live: ${String(reply.statusCode)}`))
      let unread = ''
      reply.setEncoding('utf8').on('data', (text: string) => {
        const whole = (unread + text).split('\n\n')
        unread = whole.pop() ?? ''
        if (whole.some((each) => each.includes('event: here'))) resolve()
        for (const news of whole.filter((each) => each.includes('"alert"'))) void look(news).catch(() => undefined)
      })
    }).on('error', reject)
  })

const inGroups = async (count: number, size: number, work: (at: number) => Promise<void>): Promise<void> => {
  for (let at = 0; at < count; at += size) await Promise.all(Array.from({ length: Math.min(size, count - at) }, (_, each) => work(at + each)))
}

const showing = async (folder: string, crowd: Crowd): Promise<Finding[]> => {
  const node = await opened(folder)
  const moments = crowd.officers.map((): Screen => ({ heard: 0, shown: 0, hasAsked: false }))
  await inGroups(screens, 50, (at) => open(crowd.officers[at]!, at, moments[at]!))
  const id = await inReview(crowd, 'Tercera')
  await pause(2000)
  await publish(crowd, id)
  const answered = performance.now()
  while (moments.some(({ shown }) => shown === 0) && performance.now() - answered < 60_000) await pause(100)
  await stop(node)
  // Screens hear it about when whoever published is answered: the clock starts with the first of them, or with the answer.
  const first = Math.min(...moments.map(({ heard }) => heard).filter((at) => at > 0))
  const after = (start: number, pick: (moment: Screen) => number): number[] => moments.map(pick).filter((at) => at > 0).map((at) => Math.max(0, at - start) / 1000)
  const [heard, shown, fromAnswer] = [after(first, (moment) => moment.heard), after(first, (moment) => moment.shown), after(answered, (moment) => moment.shown)]
  const asking = moments.filter(({ hasAsked }) => hasAsked).length
  const row = (what: string, value: number): Finding => ({ what, measured: seconds(value), yardstick: '2 s', ratio: times(value / 2), bar: '1 ×' })
  return [
    row(`${screens.toLocaleString('en')} open screens, from the first told to «something new to read» on the screen: median`, median(heard)),
    row(`the same, the last of ${String(heard.length)}`, Math.max(...heard)),
    row('from the first told to the alert in each screen’s list: median', median(shown)),
    row(`the same, the last of ${String(shown.length)}`, Math.max(...shown)),
    row('from the answer to whoever published to the alert in each screen’s list: median', median(fromAnswer)),
    row(`the same, the last of ${String(fromAnswer.length)}`, Math.max(...fromAnswer)),
    { what: 'screens that had to ask for their list', measured: String(asking), yardstick: '0', ratio: '—', bar: '0' },
  ]
}

/** On a built node over a fresh region; SIDMI_BENCH_OFFICERS and SIDMI_BENCH_SCREENS say how many. */
export const benchAlerts = async (): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-bench-'))
  const letterbox = await openLetterbox()
  process.env.SIDMI_SMTP_URL = letterbox.url
  process.env.SIDMI_TRUSTED_PROXIES = '1'
  try {
    const crowd = await gather(folder, officers, screens)
    return [...await queueing(folder, crowd, letterbox.letters), ...await showing(folder, crowd)]
  } finally {
    delete process.env.SIDMI_SMTP_URL
    delete process.env.SIDMI_TRUSTED_PROXIES
    letterbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}
