/** The cases of failures between a shop and the Worker, as data: 1,000 events in all. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import type { Fault, Line } from './proxy.ts'
import type { Visitor } from './visitor.ts'

interface Case {
  name: string
  /** How many events the case tracks. */
  events: number
  /** Tracks the events, and does what finally delivers them to the Worker. */
  play(visitor: Visitor): Promise<unknown>
}

const FAULTS: Record<string, Fault> = {
  'takes 5 seconds': { delay_ms: 5_000 },
  'is lost on its way': { lost: 'request' },
  'arrives, but its answer is lost': { lost: 'answer' },
  'is answered 500': { status: 500 },
  'is answered 502, unreadable to the page': { status: 502, hidden: true },
  'is answered 429 with Retry-After: 1': { status: 429, retry_after: '1' },
}
const LOST: Fault = { lost: 'request' }

const always = (fault?: Fault) => () => fault
const first = (count: number, fault?: Fault) => (nth: number) => (nth < count ? fault : undefined)
/** All faults in turn, again and again; every other delivery succeeds. */
const inTurn = (nth: number) =>
  nth % 2 ? undefined : Object.values(FAULTS)[(nth / 2) % Object.keys(FAULTS).length]

const tabs = ({ open }: Visitor) => Promise.all(['/', '/two', '/three'].map((path) => open(path)))
const all = (count: number) => (line: Line) => line.answered.size >= count
const flush = (pages: Page[]) => Promise.all(pages.map((page) => page.evaluate('tracker.flush()')))
/** How often each event is sent during `work`. */
async function crossings(line: Line, work: () => Promise<unknown>): Promise<number[]> {
  const before = new Map(line.sent)
  await work()
  return [...line.sent].map(([id, times]) => times - (before.get(id) ?? 0))
}

/**
 * Expects that each of the 60 events was sent, and at most 20 of them twice. Tabs share the leases of their events
 * through storage, and no tab can lock the storage. If two tabs write within the same milliseconds, both may send one
 * tab's batch of 20 events. The Worker stores each event once even then.
 */
function expectHardlyAnyTwice(times: number[]) {
  expect(times).toHaveLength(60)
  expect(Math.min(...times)).toBe(1)
  expect(Math.max(...times)).toBeLessThanOrEqual(2)
  expect(times.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(60 + 20)
}

export const CASES: Case[] = [
  ...Object.entries(FAULTS).map(([what, fault]) => ({
    name: `when a delivery ${what}: the page stays, and later goes on to the next`,
    events: 70,
    async play({ line, open, track, leave, wait }: Visitor) {
      line.fault = first(2, fault)
      const page = await open()
      await track(page, 20)
      await line.until(({ deliveries }) => deliveries.length > 0)
      await track(page, 20)
      await wait(40)
      const { length } = line.deliveries
      line.fault = first(length + 2, fault)
      await track(page, 15)
      await line.until(({ deliveries }) => deliveries.length > length)
      await leave(page, 15, 'link')
    },
  })),
  {
    name: 'when the tab is closed at once after it',
    events: 40,
    async play({ line, open, track, close }) {
      line.fault = inTurn
      for (const hard of [false, true, false, true]) {
        const page = await open()
        await track(page, 10)
        await close(page, hard)
      }
      await open()
    },
  },
  {
    name: 'when the tab is closed before the script has settled',
    events: 20,
    async play({ line, openHurried, track, close }) {
      line.fault = first(1, LOST)
      for (const _ of [1, 2]) {
        const page = await openHurried()
        await track(page, 10)
        await close(page)
      }
      await openHurried()
    },
  },
  {
    name: 'when the tab crashes at once after it',
    events: 40,
    async play({ line, open, track, crash }) {
      line.fault = inTurn
      for (const how of ['at once', 'chrome://crash'] as const) {
        const page = await open()
        await track(page, 20)
        await crash(page, how)
      }
      await open()
    },
  },
  {
    name: 'when the tab crashes while a delivery is on its way',
    events: 20,
    async play({ line, open, track, crash }) {
      line.fault = first(1, { delay_ms: 5_000, lost: 'request' })
      const page = await open()
      await track(page, 20)
      await line.until(({ deliveries }) => deliveries.length > 0)
      await crash(page)
      await open()
    },
  },
  {
    name: 'when the page is left by a link, a form, a posted form or a script at once after it',
    events: 40,
    async play({ line, open, leave }) {
      line.fault = inTurn
      const page = await open()
      for (const how of ['link', 'form', 'post', 'script', 'form', 'post', 'script', 'link'] as const)
        await leave(page, 5, how)
    },
  },
  {
    name: 'when the page comes back from the back-forward cache, and the next one has delivered for it',
    events: 30,
    async play({ line, open, track, leave, wait }) {
      line.fault = always(LOST)
      const page = await open()
      await page.evaluate('onpageshow = ({ persisted }) => { window.persisted = persisted }')
      await leave(page, 10, 'link')
      line.fault = always()
      await track(page, 10)
      await wait(20)
      await flush([page])
      const again = await crossings(line, async () => {
        await Promise.all([
          page.waitForURL(`http://${line.shop}/`, { waitUntil: 'commit' }),
          page.evaluate('history.back()'),
        ])
        expect(await page.evaluate('persisted')).toBe(true)
        await track(page, 10)
        await line.until(all(30))
      })
      expect(again).toEqual([...Array(20).fill(0), ...Array(10).fill(1)])
    },
  },
  {
    name: 'when the browser is offline for a while',
    events: 40,
    async play({ context, line, open, track }) {
      const page = await open()
      await context.setOffline(true)
      await track(page, 20)
      await page.evaluate('tracker.flush()')
      await track(page, 20)
      await context.setOffline(false)
      await line.until(all(40))
      expect([...line.sent.values()]).toEqual(Array(40).fill(1))
    },
  },
  {
    name: 'when the browser is offline for a day with the tab open',
    events: 40,
    async play({ context, line, open, track }) {
      const page = await open()
      await context.setOffline(true)
      for (const _ of [1, 2, 3, 4]) {
        await track(page, 10)
        await context.clock.fastForward(DAY_MS / 4)
      }
      await context.setOffline(false)
      await line.until(all(40))
      expect([...line.sent.values()]).toEqual(Array(40).fill(1))
    },
  },
  {
    name: 'when the tab is closed offline and the shop is visited again the day after',
    events: 40,
    async play({ context, open, track, close }) {
      const page = await open()
      await context.setOffline(true)
      await track(page, 40)
      await close(page)
      await context.clock.fastForward(DAY_MS)
      await context.setOffline(false)
      await open()
    },
  },
  {
    name: 'when sendBeacon is blocked',
    events: 30,
    async play({ context, line, open, track, close }) {
      await context.addInitScript('navigator.sendBeacon = () => false')
      line.fault = inTurn
      for (const _ of [1, 2]) {
        const page = await open()
        await track(page, 15)
        await close(page)
      }
      await open()
    },
  },
  {
    name: 'when it is more than a browser lets go with a closing tab',
    events: 70,
    async play({ line, open, track, close }) {
      line.fault = first(3, LOST)
      const page = await open()
      // 140 KB. A page that is left may send 64 KB of it.
      await track(page, 70, 2_000)
      await close(page)
      await open()
    },
  },
  {
    name: 'when the Worker asks for 7 seconds of peace, and gets them for what it refused, from the next page too',
    events: 20,
    async play({ context, line, open, track, leave }) {
      line.fault = first(1, { status: 429, retry_after: '7' })
      const page = await open()
      await context.clock.pauseAt(Date.now() + MINUTE_MS)
      await track(page, 10)
      await page.evaluate('tracker.flush()')
      const [refused] = line.deliveries
      const again = () =>
        line.deliveries.slice(1).filter(({ ids }) => ids.some((id) => refused!.ids.includes(id)))
      await context.clock.fastForward(3_000)
      await track(page, 5)
      await context.clock.fastForward(500)
      await page.evaluate('tracker.flush()')
      await leave(page, 5, 'link')
      await context.clock.fastForward(3_000)
      await page.evaluate('tracker.flush()')
      expect(again()).toEqual([])
      await context.clock.fastForward(30_000)
    },
  },
  {
    name: 'when three tabs come back online at the same moment',
    events: 60,
    async play(visitor) {
      const { context, line, track } = visitor
      const pages = await tabs(visitor)
      await context.setOffline(true)
      await Promise.all(pages.map((page) => track(page, 20)))
      // After this, each tab has tried to send its own events, and has failed.
      await context.clock.fastForward(1_000)
      await flush(pages)
      await context.setOffline(false)
      await line.until(all(60))
      expectHardlyAnyTwice([...line.sent.values()])
    },
  },
  {
    name: 'when the Worker cannot be reached from three tabs, and then can from all of them at the same moment',
    events: 60,
    async play(visitor) {
      const { context, line, track } = visitor
      const pages = await tabs(visitor)
      line.fault = always(LOST)
      await Promise.all(pages.map((page) => track(page, 20)))
      // After this, each tab has tried to send its own events, and has failed.
      await context.clock.fastForward(1_000)
      await flush(pages)
      await context.setOffline(true)
      // After this, the requests that were still running have failed.
      await flush(pages)
      line.fault = always()
      const back = await crossings(line, async () => {
        await context.setOffline(false)
        await line.until(all(60))
      })
      expectHardlyAnyTwice(back)
    },
  },
  {
    name: 'when one of three tabs crashes while the Worker cannot be reached',
    events: 30,
    async play(visitor) {
      const { line, track, crash } = visitor
      const pages = await tabs(visitor)
      line.fault = always(LOST)
      await Promise.all(pages.map((page) => track(page, 10)))
      await crash(pages[1]!)
      line.fault = always()
    },
  },
]
