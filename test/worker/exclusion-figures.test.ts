/** What is excluded from reports: the same figures as if it had never happened, and afterwards the same as before. */
import { describe, expect, it } from 'vitest'
import type { PurgeAnswer } from '../../wire/answers/exclusion.ts'
import { MODELS } from '../../wire/model.ts'
import { DAY_MS } from '../../wire/time.ts'
import { trials } from '../trials.ts'
import { allFigures } from './allFigures.ts'
import { addSite, ask, exclude, include, rollUp, rowsOf } from './exclusionHarness.ts'
import { nodeApp } from './nodeApp.ts'
import { NOW, randomVisits, type SiteEvent } from './randomVisits.ts'

const iso = (days: number) => new Date(NOW - days * DAY_MS).toISOString()
const TARGETS: [name: string, body: Record<string, string>, isOut: (event: SiteEvent) => boolean][] = [
  ['a visitor', { visitor_id: 'v1' }, ({ visitor_id }) => visitor_id === 'v1'],
  ['a source', { source: 'facebook' }, ({ source }) => source === 'facebook'],
  ['an interval', { from: iso(40), to: iso(25) }, ({ ts }) => ts >= iso(40) && ts < iso(25)],
]

describe.each(TARGETS)('%s that is excluded', (_, body, isOut) => {
  it('is in no report and no export, and comes back exactly', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= trials(1, 5); seed++) {
      const app = nodeApp()
      const events = randomVisits(seed)
      await addSite(app, 'a.example', events)
      await addSite(
        app,
        'b.example',
        events.filter((event) => !isOut(event)),
      )
      for (const site of ['a.example', 'b.example']) await rollUp(app, site)
      const before = rowsOf(app, 'a.example')
      const figuresBefore = await allFigures(app, 'a.example')

      const { id, state, sessions, orders } = await exclude(app, 'a.example', body)
      expect([state, sessions, orders]).toEqual([
        'active',
        new Set(events.filter(isOut).map((event) => String(event.id).slice(1))).size,
        events.filter((event) => isOut(event) && event.name === 'purchase').length,
      ])
      const wanted = await allFigures(app, 'b.example', '&rollup=off', MODELS)
      expect(wanted).toMatchObject(await allFigures(app, 'a.example', '&rollup=off'))
      await rollUp(app, 'a.example')
      expect(await allFigures(app, 'a.example', '', MODELS)).toEqual(wanted)

      expect((await include(app, 'a.example', id)).state).toBe('removed')
      expect(rowsOf(app, 'a.example')).toEqual(before)
      await rollUp(app, 'a.example')
      expect(await allFigures(app, 'a.example')).toEqual(figuresBefore)
    }
  })

  it('is deleted by a purge, and no figure changes by that', async () => {
    const app = nodeApp()
    const events = randomVisits(7)
    await addSite(app, 'a.example', events)
    await addSite(
      app,
      'b.example',
      events.filter((event) => !isOut(event)),
    )
    // As if pages had sent the purchases. Otherwise the shop's server has confirmed them, and they stay.
    app.db.exec(`UPDATE orders SET confirmed = 0, browser = json_remove(browser, '$.trusted', '$.has_items')`)
    await rollUp(app, 'a.example')
    let state = ''
    while (state !== 'purged')
      ({ state } = await ask<PurgeAnswer>(app, 'POST', '/api/purge?site=a.example', body))
    expect(rowsOf(app, 'a.example').map((rows) => rows.length)).toEqual(
      rowsOf(app, 'b.example').map((rows) => rows.length),
    )
    const wanted = await allFigures(app, 'b.example', '&rollup=off')
    await rollUp(app, 'a.example')
    expect(await allFigures(app, 'a.example')).toEqual(wanted)
  })
})
