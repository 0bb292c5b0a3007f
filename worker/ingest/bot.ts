import { isbot } from 'isbot'
import { memo } from './memo.ts'

/**
 * Programs that isbot does not know: test drivers and page meters that drive a real browser, simulated browsers, and
 * code editors, whose previews and agents are built on Electron. None of them is a visitor of a shop.
 */
const MISSED =
  /\b(?:electron|puppeteer|nightmare|webdriver|slimerjs|jsdom|lighthouse|gtmetrix|ylt|miniature\.io|checkly|new ?relic|tsm-turingos|browserstack|browsershot|webpagetest)\b/i

/** The rest of a longer user agent is not read, so that no pattern takes long. */
const MAX_CHARS = 1000

const known = memo<boolean>()

/** Whether a program sends this user agent. An empty one counts as a program's: all browsers send one. */
export function isBot(userAgent: string): boolean {
  const agent = userAgent.trim().slice(0, MAX_CHARS)
  return known(agent, () => agent === '' || MISSED.test(agent) || isbot(agent))
}

// The first runs compile the pattern, which takes longer than a request may. So they run at the isolate's start.
for (const agent of ['Mozilla/5.0 (X11)', 'Mozilla/5.0 (X11; Linux)']) isBot(agent)
