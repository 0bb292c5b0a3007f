/**
 * A real Firefox over WebDriver BiDi, as any person has it installed. Playwright knows the way (the channel `moz-…`) but
 * asks of Firefox what its ESR does not know yet, and waits for what it does not tell; both are mended here, on the way
 * between the two.
 */
import { type Browser, firefox } from 'playwright-core'
import { findBrowser } from '../tools/browser.ts'

interface Message {
  type?: string
  method?: string
  params?: {
    context?: string
    navigation?: string | null
    url?: string
    timestamp?: number
    type?: string
    sandbox?: string
  }
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

  /** By tab: the navigation that has begun, and of which nothing else is known. */
  const begun = new Map<string, string>()
  session.dispatchMessage = function (message) {
    const { method, params = {} } = message
    const { context = '', navigation, url, type, sandbox } = params
    if (navigation && method === 'browsingContext.navigationStarted' && url?.startsWith('http'))
      begun.set(context, navigation)
    else if (navigation && begun.get(context) === navigation) begun.delete(context)
    dispatchMessage.call(this, message)
    const restored = method === 'script.realmCreated' && type === 'window' && !sandbox && begun.get(context)
    if (!restored) return
    // It was not asked for over the network, and its page is there: it came from the back-forward cache.
    begun.delete(context)
    const tell = (url: string) => {
      for (const what of HEARD)
        dispatchMessage.call(this, {
          type: 'event',
          method: `browsingContext.${what}`,
          params: { context, navigation: restored, url, timestamp: Date.now() },
        })
    }
    // The navigation names the address before any redirect.
    const question = { expression: 'location.href', target: { context }, awaitPromise: false }
    const answer = send.call(this, 'script.evaluate', question) as Promise<{ result: { value: string } }>
    answer.then(
      ({ result }) => tell(result.value),
      () => {},
    )
  }
}

/** Whether the tests run on Firefox (`npm test -- firefox`) and not on Chromium. */
export const onFirefox = process.env.TEST_BROWSER === 'firefox'

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
