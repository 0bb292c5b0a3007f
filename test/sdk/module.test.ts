/** The built npm module has the same tracker. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ROOT } from '../../tools/run.ts'
import type { Envelope } from '../../wire/event.ts'
import type { Tracker } from './browser.ts'

const FOLDER = join(ROOT, 'dist/npm')

afterEach(() => vi.unstubAllGlobals())

describe('createTracker', () => {
  test('tracks as the script does', async () => {
    const bodies: string[] = []
    vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
      bodies.push(body)
      return { status: 202 }
    })
    const { createTracker } = (await import(join(FOLDER, 'index.js'))) as {
      createTracker(options: object): Tracker
    }
    const tracker = createTracker({ site: 'shop.example', api: 'https://stats.example.com' })
    tracker.track('search', { search_term: 'mug' })
    await tracker.flush()
    const [{ site, events }] = bodies.map((body) => JSON.parse(body)) as [Envelope]
    expect(site).toBe('shop.example')
    expect(events.map(({ name }) => name)).toEqual(['page_view', 'search'])
    expect(tracker.attribution().visitor_id).toBe(events[0]!.visitor)
  })

  test('comes with its types', () => {
    expect(existsSync(join(FOLDER, 'sdk/index.d.ts'))).toBe(true)
  })
})
