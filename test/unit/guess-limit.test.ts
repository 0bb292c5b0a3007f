import { describe, expect, it } from 'vitest'
import { GuessLimit } from '../../worker/limits/guessLimit.ts'
import { WindowCounter } from '../../worker/limits/windowCounter.ts'

const RATES = { address: 3, all: 10, attacked: 1 }
const NOW = 1_000_000

describe('wrong tokens', () => {
  /** A limit to which so many wrong tokens of each address were sent. */
  async function limitWith(wrong: Record<string, number>) {
    const limit = new GuessLimit()
    for (const [address, count] of Object.entries(wrong))
      for (let i = 0; i < count; i++) await limit.begin(address, RATES, NOW)
    return limit
  }
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`192.0.2.${i}`, 1]))

  it.each<[string, Record<string, number>, string, number]>([
    ['none', {}, '192.0.2.1', 0],
    ['fewer than the limit', { '192.0.2.1': 2 }, '192.0.2.1', 0],
    ['as many as the limit', { '192.0.2.1': 3 }, '192.0.2.1', 60],
    ['of another address', { '192.0.2.1': 3 }, '192.0.2.2', 0],
    ['of the same IPv6 network', { '2001:db8::1': 3 }, '2001:db8::ffff:1', 60],
    ['of another IPv6 network', { '2001:db8::1': 3 }, '2001:db8:0:1::1', 0],
    ['of the same IPv4 address, written as IPv6', { '192.0.2.1': 3 }, '::ffff:192.0.2.1', 60],
    ['of many other addresses', ten, '198.51.100.1', 0],
    ['of many addresses, and one of this', ten, '192.0.2.1', 60],
    ['of no known address', { unknown: 3 }, '', 60],
  ])('%s', async (_, wrong, address, wait_s) => {
    expect((await (await limitWith(wrong)).begin(address, RATES, NOW)).wait_s).toBe(wait_s)
  })

  it('at the same time do not all pass', async () => {
    const limit = new GuessLimit()
    const all = await Promise.all(Array.from({ length: 9 }, () => limit.begin(null, RATES, NOW)))
    expect(all.filter(({ wait_s }) => wait_s === 0)).toHaveLength(3)
  })

  it('are forgotten after a minute', async () => {
    const limit = await limitWith({ '192.0.2.1': 3 })
    expect((await limit.begin('192.0.2.1', RATES, NOW + 59_001)).wait_s).toBe(1)
    expect((await limit.begin('192.0.2.1', RATES, NOW + 60_000)).wait_s).toBe(0)
  })

  it('are those that were not right', async () => {
    const limit = new GuessLimit()
    for (let i = 0; i < 5; i++) (await limit.begin(null, RATES, NOW)).wasRight()
    expect((await limit.begin(null, RATES, NOW)).wait_s).toBe(0)
  })
})

it('a counter holds a bounded number of keys, and still counts all of them', () => {
  const counter = new WindowCounter(1000, 2)
  for (const key of ['a', 'a', 'b', 'c']) counter.add(key, NOW)
  expect(['a', 'b', 'c'].map((key) => counter.of(key, NOW))).toEqual([0, 1, 1])
  expect(counter.total(NOW)).toBe(4)
  expect(counter.total(NOW + 1000)).toBe(0)
})
