/**
 * Measures the limits on a running Worker: how much of a flood is taken, what a flood of one site does to another site, and
 * a steady load with dashboards. `FLOOD` is how many sessions the flood has, `SECONDS` the length of the steady load. A part
 * runs alone by its name: `node bench/floods.ts steady`.
 */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ADMIN_TOKEN, startWorker } from '../test/harness.ts'
import { CHROME } from '../test/worker/fixtures.ts'
import { workerdMb } from './baseline/workerdUsage.ts'
import { median, print } from './shared/print.ts'

const SECONDS = Number(process.env.SECONDS ?? 60)
const EVENTS_PER_SECOND = 150
const DASHBOARDS = 5
const ATTACKERS = 3
/** How many requests the client of the flood sends at once. */
const CONNECTIONS = 4
const FLOOD = Number(process.env.FLOOD ?? 20_000)

const server = await startWorker()
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

interface Outcome {
  status: number
  ms: number
}

function ask(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Outcome> {
  const from = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode!, ms: performance.now() - from }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

let serial = 0
/** The first page view of a new visitor. @param ip null: as behind a proxy that names no address */
function view(site: string, ip: string | null): Promise<Outcome> {
  const id = `bench-${++serial}`
  const at = Date.now()
  const url = `https://${site}/?utm_source=google&utm_medium=cpc&utm_campaign=spring`
  const event = { id, name: 'page_view', at, url, visitor: id, session: { id, at, url, referrer: '' } }
  const headers = { 'user-agent': CHROME, origin: `https://${site}`, ...(ip && { 'cf-connecting-ip': ip }) }
  return ask('POST', '/e', headers, JSON.stringify({ v: 1, site, now: at, events: [event] }))
}

const addSite = (site: string) => server.api('POST', '/api/sites', { site, currency: 'UAH', hosts: [site] })
const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]!

/** One client sends 20,000 sessions as fast as it can. */
async function oneClient() {
  await addSite('flooded.example')
  const from = performance.now()
  const outcomes: Outcome[] = []
  const sendAll = async () => {
    while (serial < FLOOD) outcomes.push(await view('flooded.example', '203.0.113.7'))
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sendAll))
  const taken = outcomes.filter(({ status }) => status === 202).length
  const more = { requests: outcomes.length, seconds: Math.round((performance.now() - from) / 1000) }
  print('flood_of_one_client_taken', taken, 'sessions', more)
  print(
    'flood_refusal_median',
    median(outcomes.filter(({ status }) => status === 429).map(({ ms }) => ms)),
    'ms',
  )
}

/** A visitor of another site, alone and beside three clients that send without end, once they are refused. */
async function neighbour() {
  await addSite('attacked.example')
  await addSite('neighbour.example')
  const measure = async () => {
    const times: number[] = []
    for (let i = 0; i < 200; i++) {
      times.push((await view('neighbour.example', '203.0.113.200')).ms)
      await sleep(10)
    }
    return median(times)
  }
  await measure()
  const alone = await measure()
  let isOver = false
  const refused = new Set<number>()
  const attack = async (attacker: number) => {
    while (!isOver)
      if ((await view('attacked.example', `203.0.113.${100 + attacker}`)).status === 429)
        refused.add(attacker)
  }
  const attacks = Array.from({ length: ATTACKERS }, (_, i) => attack(i))
  while (refused.size < ATTACKERS) await sleep(100)
  const beside = await measure()
  isOver = true
  await Promise.all(attacks)
  print('neighbour_median_alone', alone, 'ms')
  print('neighbour_median_beside_attackers', beside, 'ms', { attackers: ATTACKERS })
  print('neighbour_median_ratio', beside / alone, 'ratio')
}

/** A shop's busy minute, while dashboards load their overview again and again. */
async function steady() {
  const site = 'steady.example'
  await addSite(site)
  const shared = `/api/stats?site=${site}&period=week`
  const reports = ['general', 'timeseries', 'channels', 'campaigns', 'sources', 'funnel', 'sessions']
  const path = shared + reports.map((report) => `&report=${report}`).join('')
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` }
  const [events, loads]: [Outcome[], Outcome[]] = [[], []]
  let isOver = false
  const poll = async () => {
    while (!isOver) {
      loads.push(await ask('GET', path, headers))
      await sleep(2000)
    }
  }
  const dashboards = Array.from({ length: DASHBOARDS }, poll)
  const sent: Promise<unknown>[] = []
  const from = performance.now()
  for (let n = 0; n < SECONDS * EVENTS_PER_SECOND; n++) {
    const due = from + (n * 1000) / EVENTS_PER_SECOND
    if (due > performance.now()) await sleep(due - performance.now())
    sent.push(view(site, `198.51.${n % 250}.${(n >> 8) % 250}`).then((outcome) => events.push(outcome)))
  }
  await Promise.all(sent)
  isOver = true
  await Promise.all(dashboards)
  const more = { seconds: SECONDS, events_per_second: EVENTS_PER_SECOND, dashboards: DASHBOARDS }
  const errors = [...events, ...loads].filter(({ status }) => status >= 300).length
  print('steady_errors', errors, 'answers', { ...more, events: events.length, loads: loads.length })
  for (const [name, outcomes] of Object.entries({ event: events, dashboard: loads })) {
    const times = outcomes.map(({ ms }) => ms)
    print(`steady_${name}_median`, median(times), 'ms', more)
    print(`steady_${name}_p99`, percentile(times, 0.99), 'ms', more)
  }
  print('steady_memory', workerdMb(), 'MB', { ...more, of: 'workerd with its D1' })
}

const PARTS = { oneClient, neighbour, steady }
const asked = process.argv.slice(2)
for (const [name, run] of Object.entries(PARTS)) if (!asked.length || asked.includes(name)) await run()
agent.destroy()
await server.close()
