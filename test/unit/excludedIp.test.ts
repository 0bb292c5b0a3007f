import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sitePatch } from '../../wire/schema.ts'
import { isExcluded } from '../../worker/ingest/excludedIp.ts'
import { trials } from '../trials.ts'

describe('an address', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7'], true],
    ['203.0.113.8', ['203.0.113.7'], false],
    ['203.0.113.70', ['203.0.113.7'], false],
    ['203.0.113.7', [], false],
    ['203.0.113.7', ['198.51.100.1', '203.0.113.0/24'], true],
    ['203.0.114.7', ['203.0.113.0/24'], false],
    ['203.0.113.128', ['203.0.113.0/25'], false],
    ['203.0.113.7', ['203.0.113.7/32'], true],
    ['203.0.113.7', ['203.0.113.200/24'], true],
    ['203.0.113.7', ['0.0.0.0/0'], true],
    ['2001:db8::1', ['2001:db8::1'], true],
    ['2001:db8::1', ['2001:0DB8:0000::0001'], true],
    ['2001:DB8:0:0::1', ['2001:db8::1'], true],
    ['2001:db8::2', ['2001:db8::1'], false],
    ['2001:db8:ffff::1', ['2001:db8::/32'], true],
    ['2001:db9::1', ['2001:db8::/32'], false],
    ['2001:db8::1', ['0.0.0.0/0'], false],
    ['203.0.113.7', ['2001:db8::/32'], false],
  ])('%s is excluded by %j: %s', (address, ranges, excluded) => {
    expect(isExcluded(address, ranges)).toBe(excluded)
  })

  it('of IPv4 is the same if it is written as IPv6', () => {
    expect(isExcluded('::ffff:203.0.113.7', ['203.0.113.7'])).toBe(true)
    expect(isExcluded('::ffff:203.0.113.7', ['203.0.113.0/24'])).toBe(true)
    expect(isExcluded('203.0.113.7', ['::ffff:203.0.113.7'])).toBe(true)
    expect(isExcluded('203.0.113.7', ['::ffff:203.0.113.0/120'])).toBe(true)
  })

  it.each(['', 'unknown', '203.0.113.7.1', '300.0.0.1', '203.0.113.7, 10.0.0.1', '::g'])(
    '“%s” is invalid and is not excluded',
    (address) => {
      expect(isExcluded(address, ['0.0.0.0/0', '::/0', '203.0.113.7'])).toBe(false)
    },
  )

  it('can be compared with every setting that a site accepts', () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4Extended(),
      fc.ipV4().map((ip) => `::ffff:${ip}`),
    )
    const bits = fc.option(fc.integer({ min: 0, max: 130 }), { nil: null })
    const range = fc.tuple(address, bits).map(([ip, n]) => (n === null ? ip : `${ip}/${n}`))
    fc.assert(
      fc.property(address, range, (ip, one) => {
        if (!sitePatch.safeParse({ excluded_ips: [one] }).success) return
        expect(typeof isExcluded(ip, [one])).toBe('boolean')
        if (!one.includes('/')) expect(isExcluded(one, [one])).toBe(true)
      }),
      { numRuns: trials(500) },
    )
  })
})
