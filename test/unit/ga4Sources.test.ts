import { describe, expect, it } from 'vitest'
import { sourceOfName } from '../../worker/classify/knownSources.ts'
import { readReferrer } from '../../worker/classify/readReferrer.ts'
import { GA4_EXCEPTIONS, GA4_SOURCES } from './lists/ga4Sources.ts'

const SITE = { hosts: ['*'], ignored_referrers: [] }

/** `google+` is the name of a network, and not short for `google` and `google.com`. */
const namesOf = (list: string) =>
  list
    .trim()
    .split(/\s+/)
    .flatMap((word) =>
      word.endsWith('+') && word !== 'google+' ? [word.slice(0, -1), word.replace('+', '.com')] : [word],
    )
    .map((word) => word.replaceAll('%20', ' '))

describe("GA4's list of sources", () => {
  it.each(Object.entries(GA4_SOURCES))(
    '%s: each name is of this category as utm_source',
    (category, list) => {
      const names = namesOf(list)
      expect(names.filter((name) => sourceOfName(name)?.category !== category)).toEqual([])
    },
  )

  it.each(Object.entries(GA4_SOURCES))('%s: each host is of this category as referrer', (category, list) => {
    const hosts = namesOf(list).filter(
      (name) => name.includes('.') && !GA4_EXCEPTIONS.split(' ').includes(name),
    )
    const wrong = hosts.filter((host) => {
      const referrer = readReferrer(`https://${host}/`, 'shop.example', SITE)
      return referrer.kind !== 'site' || referrer.category !== category
    })
    expect(wrong).toEqual([])
  })

  it('does not have link pages: they are referrals', () => {
    for (const host of ['linktr.ee', 'beacons.ai', 'taplink.cc', 'bio.link', 'carrd.co'])
      expect(readReferrer(`https://${host}/shop`, 'shop.example', SITE)).toMatchObject({ category: null })
  })
})
