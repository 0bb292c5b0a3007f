/**
 * User agents of many kinds. `people.txt` has what each is, before the user agent: device, browser, system. `programs.txt` has what is
 * no visitor. A new kind is a new line.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { device } from '../../../worker/ingest/agent/device.ts'
import { deviceKind } from '../../../worker/ingest/agent/deviceKind.ts'
import { isBot } from '../../../worker/ingest/agent/isBot.ts'
import { trials } from '../../trials.ts'

const linesOf = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line)

const PEOPLE = linesOf('people.txt').map((line) => {
  const [what, ...agent] = line.split(' | ')
  return { what: what!, agent: agent.join(' | ') }
})
const PROGRAMS = linesOf('programs.txt')

describe('the user agent of a person', () => {
  it('is known by device, browser and system', () => {
    const found = PEOPLE.map(({ agent }) => {
      const { device: kind, browser, os } = device(agent)
      return { what: `${kind}, ${browser}, ${os}`, agent }
    })
    expect(found).toEqual(PEOPLE)
  })

  it('is not taken for a program', () => {
    expect(PEOPLE.filter(({ agent }) => isBot(agent))).toEqual([])
  })
})

describe('the user agent of a program', () => {
  it('is known as one', () => {
    expect(PROGRAMS.filter((agent) => !isBot(agent))).toEqual([])
  })

  it('is known whatever the name, if it does not begin like a browser', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z-]{1,14}$/)
    const version = fc.stringMatching(/^\d{1,2}\.\d{1,2}(?:\.\d{1,3})?$/)
    const about = fc.constantFrom(
      '',
      ' (linux/amd64)',
      ' (dart:io)',
      ' (X11; Linux x86_64)',
      ' go1.22',
      ' (+DRM)',
    )
    fc.assert(
      fc.property(name, version, about, (tool, number, more) => {
        const agent = `${tool}/${number}${more}`
        // Some of these letters may name a television.
        fc.pre(!deviceKind(agent))
        expect(isBot(agent)).toBe(true)
      }),
      { numRuns: trials(300) },
    )
  })
})

/** Words by which a bot is known elsewhere. */
const WORDS = [
  'Robot',
  'M BOT 5',
  'Spider 8',
  'Radar',
  'Catcher',
  'Discovery',
  'Scanner',
  'Library',
  'News',
  'URL',
  'Tools',
  'Splash',
]

describe('a phone', () => {
  it.each(WORDS)('may be called "%s"', (model) => {
    for (const agent of [
      `Mozilla/5.0 (Linux; Android 13; ${model} Build/TP1A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36`,
      `Mozilla/5.0 (Linux; U; Android 4.4; uk-ua; ${model}) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30`,
      `Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 Telegram-Android/12.3.1 (${model}; Android 14; SDK 34; HIGH)`,
    ])
      expect(isBot(agent), agent).toBe(false)
  })

  it.each(['Googlebot/2.1', 'Storebot-Google/1.0', 'compatible; Seeker', 'crawler', 'bug@shop.example'])(
    'that names "%s" beside it is a program',
    (name) => {
      expect(
        isBot(
          `Mozilla/5.0 (Linux; Android 13; SM-A546B; ${name}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36`,
        ),
      ).toBe(true)
    },
  )
})

it('a name has one spelling, however the user agent spells it', () => {
  const name = fc.constantFrom(
    'webOS',
    'Android',
    'Tizen',
    'Bada',
    'KaiOS',
    'Symbian',
    'BlackBerry',
    'HarmonyOS',
    'PlayStation 3',
  )
  const browser = fc.constantFrom('Brave', 'Instagram', 'KAKAOTALK', 'Vivaldi', 'Puffin', 'Whale', 'Klarna')
  const spell = fc.func(fc.boolean())
  const respelled = (text: string, capital: (at: number) => boolean) =>
    [...text].map((one, at) => (capital(at) ? one.toUpperCase() : one.toLowerCase())).join('')
  fc.assert(
    fc.property(name, browser, spell, (os, app, capital) => {
      const agent = (system: string, shown: string) =>
        `Mozilla/5.0 (Linux; ${system} 9; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 ${shown}/2.1`
      const { browser: one, os: system } = device(agent(os, app))
      const other = device(agent(respelled(os, capital), respelled(app, capital)))
      expect([other.browser, other.os]).toEqual([one, system])
    }),
    { numRuns: trials(100) },
  )
})

it('no user agent takes long', () => {
  const hostile = [
    '(',
    '((',
    '(x; ',
    ';',
    'a',
    'a ',
    '/1.0;',
    '(Linux; Android 9',
    '(iPhone) news',
    ' TV',
    '{{',
    'compatible; ',
  ]
  for (const piece of hostile) {
    const agent = `Mozilla/5.0 ${piece.repeat(1000 / piece.length)}`
    const started = performance.now()
    isBot(agent)
    device(agent)
    expect(performance.now() - started, piece).toBeLessThan(200)
  }
})
