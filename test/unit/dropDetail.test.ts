import { describe, expect, it } from 'vitest'
import { hostDetail, siteDetail } from '../../worker/ingest/dropDetail.ts'

const long = `${'x'.repeat(60)}.`.repeat(20)

describe('the detail of a refused page', () => {
  it.each([
    ['https://evil.example', 'evil.example'],
    ['https://Evil.Example:8443/checkout?email=a@b.example#card', 'evil.example'],
    ['https://магазин.example/', 'xn--80aairftm.example'],
    ['http://localhost:3000', 'localhost'],
    ['http://203.0.113.77/', null],
    ['http://3405803853/', null],
    ['http://[2001:db8::77]:8080/', null],
    ['file:///home/me/page.html', null],
    ['null', null],
    ['some words?and=203.0.113.77', null],
    ['', null],
  ])('of %j is its host and nothing else', (page, detail) => {
    expect(hostDetail(page)).toBe(detail)
  })
})

describe('the detail of an unknown site', () => {
  it.each([
    ['shp.example', 'shp.example'],
    ['Shop Example', 'Shop Example'],
    ['{{site}}', '{{site}}'],
    ['магазин.example', 'магазин.example'],
    ['localhost:3000', 'localhost:3000'],
    ['https://shop.example/cart?email=a@b.example', 'https://shop.example'],
    ['shop.example/cart', 'shop.example'],
    ['shop.example?x=1', 'shop.example'],
    ['a\u0000b\nc', 'abc'],
    [long, long.slice(0, 253)],
    ['203.0.113.77', null],
    [' 203.0.113.77:80', null],
    ['https://203.0.113.77/', null],
    ['2001:db8::77', null],
    ['[2001:db8::77]:80', null],
    ['/', null],
    ['  ', null],
  ])('of %j is its name as it was spelt', (asked, detail) => {
    expect(siteDetail(asked)).toBe(detail)
  })

  it('is well-formed', () => {
    expect(siteDetail('a\ud800b')!.isWellFormed()).toBe(true)
  })
})
