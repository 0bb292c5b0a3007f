/** The texts of a page, and those of them that are English words of the dashboard. */
import type { Page } from 'playwright-core'
import { LANGUAGES } from '../../dashboard/languages/languagesByCode.ts'
import type { Plural } from '../../dashboard/shared/words/texts.ts'

/** All texts of the page: those that are seen, those that a screen reader reads, and those of closed details. */
export const texts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const spoken = ['aria-label', 'title', 'placeholder', 'alt']
    while (walker.nextNode()) found.add(walker.currentNode.textContent!.trim())
    for (const one of document.body.querySelectorAll('*'))
      for (const name of spoken) found.add(one.getAttribute(name)?.trim() ?? '')
    return [...found].filter(Boolean)
  })

const forms = (text: string | Plural) => (typeof text === 'string' ? [text] : Object.values(text))
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

type Text = string | Plural

const pairsOf = (english: Record<string, Text>, other: Record<string, Text>) =>
  Object.entries(english).map(([key, text]) => ({ en: forms(text), uk: new Set(forms(other[key]!)) }))

const { en: english, uk: ukrainian } = LANGUAGES
const kinds = Object.keys(english.names) as (keyof typeof english.names)[]

/** English texts that differ in Ukrainian, as patterns: a placeholder may hold anything. */
const ENGLISH = [
  ...pairsOf(english.texts, ukrainian.texts),
  ...kinds.flatMap((kind) => pairsOf(english.names[kind], ukrainian.names[kind])),
]
  .flatMap(({ en, uk }) => en.filter((text) => !uk.has(text)))
  .filter((text) => /[A-Za-z]{2}/.test(text.replace(/\{\w+\}/g, '')))
  .map((text) => new RegExp(`^${literal(text).replace(/\\\{\w+\\\}|#/g, '.+')}$`, 's'))

/** Values of the tests' sites that are also words of the dashboard. */
const OWN = new Set(['desktop', 'google', 'facebook', 'text', 'winter', 'autumn'])

/** The texts that are English words of the dashboard. */
export const inEnglish = (all: string[]) =>
  all.filter((text) => !OWN.has(text) && ENGLISH.some((pattern) => pattern.test(text)))
