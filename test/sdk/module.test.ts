/** The built npm module has the same tracker. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ROOT } from '../../tools/run.ts'
import type { Envelope } from '../../wire/event.ts'
import type { Tracker } from './browser.ts'

const FOLDER = join(ROOT, 'dist/npm')

afterEach(() => vi.unstubAllGlobals())

const moduleOf = async (file = 'index') =>
  (await import(join(FOLDER, `${file}.js`))) as {
    createTracker(options: object): Tracker
    extend(tracker: Tracker): void
  }

describe('createTracker', () => {
  test('tracks as the script does', async () => {
    const bodies: string[] = []
    vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
      bodies.push(body)
      return { status: 202 }
    })
    const { createTracker } = await moduleOf()
    const tracker = createTracker({ site: 'shop.example', api: 'https://stats.example.com' })
    tracker.track('search', { search_term: 'mug' })
    await tracker.flush()
    const [{ site, events }] = bodies.map((body) => JSON.parse(body)) as [Envelope]
    expect(site).toBe('shop.example')
    expect(events.map(({ name }) => name)).toEqual(['page_view', 'search'])
    expect(tracker.attribution().visitor_id).toBe(events[0]!.visitor)
  })

  test('comes with its types', () => {
    for (const file of ['index', 'npmExtras']) expect(existsSync(join(FOLDER, `sdk/${file}.d.ts`))).toBe(true)
  })

  test.each([
    ['the same module', () => moduleOf()],
    [
      'another copy of the module',
      () => import(`${join(FOLDER, 'index.js')}?copy`) as ReturnType<typeof moduleOf>,
    ],
  ])('returns the first tracker of a site again, by %s', async (_name, load) => {
    const first = (await moduleOf()).createTracker({ site: 'one.example', api: '' })
    const { createTracker } = await load()
    expect(createTracker({ site: 'one.example', api: '', consent: 'denied' })).toBe(first)
    expect(first.options).toMatchObject({ consent: 'granted' })
    expect(createTracker({ site: 'two.example', api: '' })).not.toBe(first)
  })

  test('returns the tracker that the script tag has made for the site', async () => {
    const ofTag = { options: { site: 'tag.example' } }
    vi.stubGlobal('tracker', ofTag)
    const { createTracker } = await moduleOf()
    expect(createTracker({ site: 'tag.example', api: '' })).toBe(ofTag)
    expect(createTracker({ site: 'other.example', api: '' })).not.toBe(ofTag)
  })

  test('does nothing on a server, and throws nothing', async () => {
    const names = [
      'document',
      'window',
      'location',
      'localStorage',
      'navigator',
      'addEventListener',
      'history',
    ]
    for (const name of names) vi.stubGlobal(name, undefined)
    const asked = vi.fn()
    vi.stubGlobal('fetch', asked)
    const [{ createTracker }, { extend }] = await Promise.all([moduleOf(), moduleOf('extras')])
    const tracker = createTracker({ site: 'server.example', api: '', datalayer: '', consent: 'datalayer' })
    extend(tracker)
    tracker.track('purchase', { transaction_id: 'A-1', value: 1, currency: 'UAH' })
    tracker.page()
    tracker.identify('u-1')
    tracker.consent('granted')
    tracker.optOut()
    tracker.optIn()
    await tracker.flush()
    expect(tracker.attribution()).toEqual({})
    expect(asked).not.toHaveBeenCalled()
  })

  test('follows the page’s consent platform, if it is asked to', async () => {
    const layer: unknown[] = [['consent', 'default', { analytics_storage: 'denied' }]]
    vi.stubGlobal('dataLayer', layer)
    const { createTracker } = await moduleOf()
    const tracker = createTracker({ site: 'layer.example', api: '', consent: 'datalayer' })
    await vi.waitUntil(() => Object.hasOwn(layer, 'push'))
    expect(tracker.attribution()).toEqual({})
    layer.push(['consent', 'update', { analytics_storage: 'granted' }])
    expect(tracker.attribution().visitor_id).toBeTruthy()
  })
})

describe('extend', () => {
  test('extends a tracker once', async () => {
    const [{ createTracker }, { extend }] = await Promise.all([moduleOf(), moduleOf('extras')])
    const tracker = createTracker({ site: 'extended.example', api: '', datalayer: 'layer' })
    const track = vi.spyOn(tracker, 'track')
    extend(tracker)
    extend(tracker)
    const { layer } = window as unknown as { layer: unknown[] }
    layer.push({ event: 'search', ecommerce: { search_term: 'mug' } })
    expect(track).toHaveBeenCalledTimes(1)
  })
})
