// @vitest-environment node
/** The second file: hidden fields of forms. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, later, openBrowser, SHOP, start } from './browser.ts'
import { happen, opened } from './extended.ts'

beforeEach(start)

describe('A hidden field', () => {
  const LAST = `${SHOP}?utm_source=google&utm_medium=cpc&gclid=Cj0K&UTM_Term=Mug+%26+jug&id=7&q=`
  /** The value of a field in the visitor's second session; the first one came from a Facebook ad. */
  async function filled(field: string) {
    const browser = openBrowser()
    await browser.open(AD).rest()
    later(60)
    const page = browser.open(LAST, { referrer: 'https://google.example/' })
    await page.rest()
    page.window.document.body.innerHTML = `<form>${field}</form>`
    page.extend({ site: 'shop.example' })
    return (page.window.document.querySelector('form > *') as unknown as HTMLInputElement).value
  }

  test.each([
    ['<input type="hidden" name="utm_source">', 'google'],
    ['<input type="hidden" name="utm_medium" value="old">', 'cpc'],
    ['<input type="hidden" data-utm="last.gclid" name="gclid">', 'Cj0K'],
    ['<input type="hidden" data-utm="last.term">', 'Mug & jug'],
    ['<input type="hidden" name="utm_term">', 'Mug & jug'],
    ['<select data-utm="last.source"><option>?<option>google</select>', 'google'],
    ['<input type="hidden" data-utm="last.source">', 'google'],
    ['<input type="hidden" data-utm="last.utm_source" name="source">', 'google'],
    ['<input type="hidden" data-utm="first.source">', 'facebook'],
    ['<input type="hidden" data-utm="first.utm_campaign">', 'winter'],
    ['<input type="hidden" data-utm="first.fbclid">', 'AbC'],
    ['<input type="hidden" data-utm="last.url">', LAST],
    ['<input type="hidden" data-utm="last.referrer">', 'https://google.example/'],
    ['<input type="hidden" data-utm="last.at">', `${Date.parse('2026-11-22T11:00:01.050Z')}`],
    ['<input type="text" data-utm="last.source">', 'google'],
  ])('%s is filled', async (field, value) => {
    expect(await filled(field)).toBe(value)
  })

  test.each([
    '<input type="hidden" name="utm_campaign" value="old">',
    '<input type="hidden" name="source" value="old">',
    '<input type="hidden" name="referrer" value="old">',
    '<input type="hidden" name="landing_page" value="old">',
    '<input type="hidden" name="ts" value="old">',
    '<input type="hidden" name="constructor" value="old">',
    '<input type="hidden" name="visitor_id" value="old">',
    '<input type="hidden" name="gclid" value="old">',
    '<input type="hidden" name="id" value="old">',
    '<input type="hidden" name="q" value="old">',
    '<input type="hidden" value="old">',
    '<input type="hidden" data-utm="last.campaign" value="old">',
    '<input type="hidden" data-utm="toString" value="old">',
    '<input type="hidden" data-utm="last.toString" value="old">',
    '<input name="utm_source" value="old">',
  ])('%s keeps its value', async (field) => {
    expect(await filled(field)).toBe('old')
  })

  test.each(['visitor_id', 'session_id'] as const)('marked %s gets that id', (name) => {
    const { page, element } = opened(`<input type="hidden" data-utm="${name}">`)
    expect(element('input').value).toBe(page.tracker.attribution()[name])
    expect(element('input').value).not.toBe('')
  })

  test('marked visitor_id keeps its value without consent', () => {
    const tag = { 'data-site': 'shop.example', 'data-consent': 'denied' }
    const { element } = opened('<input data-utm="visitor_id" value="old">', {}, AD, { tag })
    expect(element('input').value).toBe('old')
  })

  test.each(['click', 'submit'])(
    'that was added later is filled on %s, before the page’s own handler runs',
    (type) => {
      const on = opened('', {}, AD)
      on.page.window.document.body.innerHTML = '<form><input type="hidden" name="utm_source"></form>'
      let seen = ''
      on.element<EventTarget>('form').addEventListener(type, () => {
        seen = on.element('input').value
      })
      happen(on, type, 'form')
      expect(seen).toBe('facebook')
    },
  )

  test('is filled only after consent is granted', () => {
    const tag = { 'data-site': 'shop.example', 'data-consent': 'pending' }
    const on = opened('<form><input type="hidden" name="utm_source" value="?"></form>', {}, AD, { tag })
    happen(on, 'submit', 'form')
    expect(on.element('input').value).toBe('?')
    on.page.tracker.consent('granted')
    happen(on, 'submit', 'form')
    expect(on.element('input').value).toBe('facebook')
  })
})
