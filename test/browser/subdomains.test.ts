/** A cookie that subdomains share, and what data-debug says, in a real Chromium. */
import { describe, expect, test } from 'vitest'
import { eventually } from '../harness.ts'
import { context, page, ready, sessionsWith, shop, show, tag, useShop } from './extended.ts'

useShop()

describe('a cookie for subdomains', () => {
  const cookiesOf = async () =>
    (await context.cookies())
      // Firefox lists for a while what pages no longer see.
      .filter(({ expires }) => expires * 1000 > Date.now())
      .map(({ domain, name }) => `${domain} ${name}`)
      .sort()

  test('is set on the registrable domain, which is found by trial, and replaces the cookie of the host', async () => {
    const [www, cart] = [`www.${shop}`, `cart.${shop}`]
    show({
      [www]: { '/old': tag(), '/': tag('data-cookie-domain') },
      [cart]: { '/': tag('data-cookie-domain') },
    })
    await page.goto(`http://${www}/old`)
    const visitor = await page.waitForFunction('window.tracker?.attribution?.().visitor_id')
    expect(await cookiesOf()).toEqual([`${www} utm_${shop}_`])
    await page.goto(`http://${www}/`)
    await ready()
    await eventually(async () => ((await cookiesOf()).join() === `.${shop} utm_${shop}_` ? true : undefined))
    await page.goto(`http://${cart}/`)
    await ready()
    expect(await page.evaluate('tracker.attribution().visitor_id')).toBe(await visitor.jsonValue())
  })

  test.each([
    ['on an address without a name', '192.0.2.7'],
    ['on a host without a dot', 'intranet'],
  ])('harms nothing %s', async (_name, host) => {
    show({ [host]: { '/': tag('data-cookie-domain') } })
    await page.goto(`http://${host}/`)
    await ready()
    expect(await page.evaluate('tracker.attribution().visitor_id')).toBeTruthy()
  })
})

describe('data-debug', () => {
  const said = (words: string) =>
    page.waitForEvent('console', (message) => message.type() === 'debug' && message.text().includes(words))

  test('prints what is sent, what is answered, and what is sent again after a failure', async () => {
    show({ [shop]: { '/': tag('data-debug') } })
    const [sends, answer] = [said('sending 1 events; 1 are stored'), said('the Worker answered 202')]
    await page.goto(`http://${shop}/`)
    await sends
    expect(await (await answer).args()[2]!.jsonValue()).toEqual({ accepted: 1, dropped: [] })

    const failure = said('no answer')
    await context.setOffline(true)
    await page.evaluate("tracker.track('search', { search_term: 'mug' })")
    await failure
    const again = said('sending 1 events, 1 of them again')
    await context.setOffline(false)
    // The script would wait ten seconds before it tries again. A page that is left sends at once.
    await page.waitForFunction(
      "dispatchEvent(new Event('pagehide')), !Object.keys(localStorage).some((key) => /_e\\d/.test(key))",
    )
    await again
    await sessionsWith(2)
  })

  test('prints when there is no room for more events', async () => {
    show({ [shop]: { '/': tag(), '/debug': tag('data-debug') } })
    await page.goto(`http://${shop}/`)
    await sessionsWith(1)
    await context.setOffline(true)
    await page.evaluate("for (let n = 0; n < 510; n++) tracker.track('search', { search_term: '' + n })")
    await page.evaluate('tracker.flush()')
    await context.setOffline(false)
    const full = said('500 events are stored')
    await page.goto(`http://${shop}/debug`)
    await full
  })

  test('is needed: without it nothing is printed', async () => {
    const lines: string[] = []
    // The browser itself prints an error about the missing icon.
    page.on('console', (message) => message.type() !== 'error' && lines.push(message.text()))
    show({ [shop]: { '/': tag('data-clicks') } })
    await page.goto(`http://${shop}/`)
    await ready()
    await sessionsWith(1)
    expect(lines).toEqual([])
  })
})
