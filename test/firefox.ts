/**
 * A real Firefox over WebDriver BiDi, as any person has it installed. Playwright knows the way (the channel `moz-…`) but
 * asks of Firefox what its ESR does not know yet, and waits for what it does not tell; both are mended here, on the way
 * between the two.
 */
import { type Browser, firefox } from 'playwright-core'
import { findBrowser } from '../tools/browser.ts'

interface Message {
  method?: string
  params?: { context?: string; navigation?: string | null; url?: string; type?: string; sandbox?: string }
}
/** Of a browser's or a page's messages, in both directions. Internal to Playwright, whose version is pinned. */
interface Session {
  send(method: string, params: unknown): Promise<unknown>
  dispatchMessage(message: Message): void
}
interface Inside {
  _connection: { toImpl(browser: Browser): { _browserSession: Session } }
}

/** Dark mode and the like, which no test asks for. Firefox has it from 154 on. */
const UNKNOWN = 'emulation.setMediaFeaturesOverride'
const HEARD = ['navigationCommitted', 'domContentLoaded', 'load']

function mend(session: Session) {
  const { send, dispatchMessage } = session
  session.send = function (method, params) {
    return method === UNKNOWN ? Promise.resolve({}) : send.call(this, method, params)
  }

  /** By tab: a navigation that has begun, and of which nothing else is known. */
  const begun = new Map<string, Message['params']>()
  session.dispatchMessage = function (message) {
    const { method, params = {} } = message
    const { context = '', navigation, url, type, sandbox } = params
    if (method === 'browsingContext.navigationStarted' && url?.startsWith('http')) begun.set(context, params)
    else if (navigation && begun.get(context)?.navigation === navigation) begun.delete(context)
    dispatchMessage.call(this, message)
    // It was not asked for over the network, and its page is there: it came from the back-forward cache.
    if (method === 'script.realmCreated' && type === 'window' && !sandbox && begun.has(context)) {
      const restored = { type: 'event', params: begun.get(context) }
      begun.delete(context)
      for (const what of HEARD) dispatchMessage.call(this, { ...restored, method: `browsingContext.${what}` })
    }
  }
}

let mended = false

/** Throws when there is none. */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = findBrowser('firefox')
  if (!executablePath) throw new Error('No Firefox is found; `npm test -- firefox` says more.')
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath })
  if (!mended) {
    const { _browserSession } = (browser as unknown as Inside)._connection.toImpl(browser)
    mend(Object.getPrototypeOf(_browserSession))
    mended = true
  }
  return browser
}
