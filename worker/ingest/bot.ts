/** Tells programs from people by the user agent. */
import { isbot } from 'isbot'
import { memo } from './memo.ts'

/**
 * What isbot lets pass: test drivers and page meters that drive a real browser, document simulators, and code
 * editors, whose previews and agents are built on Electron. Shops have no visitors in any of them.
 */
const MISSED =
  /\b(?:electron|puppeteer|nightmare|webdriver|slimerjs|jsdom|lighthouse|gtmetrix|ylt|miniature\.io|checkly|new ?relic|tsm-turingos|browserstack|browsershot|webpagetest)\b/i

/** Whoever writes more than this in a user agent is not read further, so that no pattern runs long. */
const LONG = 1000

const known = memo<boolean>()

/** Whether a program sends this user agent. Without one nothing is known to be a person. */
export function isBot(userAgent: string): boolean {
  const agent = userAgent.trim().slice(0, LONG)
  return known(agent, () => agent === '' || MISSED.test(agent) || isbot(agent))
}

// The first runs compile the pattern, which takes longer than a request may: they belong to the isolate's start.
for (const agent of ['Mozilla/5.0 (X11)', 'Mozilla/5.0 (X11; Linux)']) isBot(agent)
