/**
 * Starts the installed Firefox over WebDriver BiDi (Playwright's channel `moz-firefox`). Playwright sends a command that
 * Firefox ESR does not know yet, and waits for events that it does not send. Both are corrected here, in the messages
 * between the two.
 */
import { type Browser, firefox, type Page } from 'playwright-core'
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
/** The messages of a browser or page in both directions. Internal to Playwright, whose version is pinned. */
interface Session {
  send(method: string, params: unknown): Promise<unknown>
  dispatchMessage(message: Message): void
}
interface Inside {
  _connection: {
    toImpl(browser: Browser): { _browserSession: Session }
    toImpl(page: Page): { delegate: { didClose(): void } }
  }
}
const sessionOf = (browser: Browser) =>
  (browser as unknown as Inside)._connection.toImpl(browser)._browserSession

/** Sets dark mode and the like, which no test needs. Firefox knows it from 154 on. */
const UNKNOWN = 'emulation.setMediaFeaturesOverride'
const HEARD = ['navigationCommitted', 'domContentLoaded', 'load']

function mend(session: Session) {
  const { send, dispatchMessage } = session
  session.send = function (method, params) {
    return method === UNKNOWN ? Promise.resolve({}) : send.call(this, method, params)
  }

  /** By tab: the navigation that has started and has sent no other message yet. */
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
    // The page is there, but nothing was loaded over the network. So it came from the back-forward cache.
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
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    // For `crashTab`.
    args: ['--remote-allow-system-access'],
    firefoxUserPrefs: { 'dom.ipc.processCount.webIsolated': 100 },
  })
  if (!mended) mend(Object.getPrototypeOf(sessionOf(browser)))
  mended = true
  return browser
}

/** A script for Firefox itself: ends the process of the tab with that title, waits for its end, and closes its window. */
const kill = (title: string) => `(() => {
  const windows = [...Services.wm.getEnumerator('navigator:browser')]
  const window = windows.find(({ gBrowser }) => gBrowser.selectedBrowser.contentTitle === '${title}')
  const { domProcess, osPid } = window.gBrowser.selectedBrowser.browsingContext.currentWindowGlobal
  const { childID } = domProcess
  // Playwright configures Firefox to exit when a tab crashes.
  const { TabCrashHandler } = ChromeUtils.importESModule('resource:///modules/ContentCrashHandlers.sys.mjs')
  try { Services.obs.removeObserver(TabCrashHandler, 'ipc:content-shutdown') } catch {}
  return new Promise((resolve) => {
    const observer = (subject) => {
      if (subject.QueryInterface(Ci.nsIPropertyBag2).get('childID') !== childID) return
      Services.obs.removeObserver(observer, 'ipc:content-shutdown')
      window.setTimeout(() => { window.close(); resolve() })
    }
    Services.obs.addObserver(observer, 'ipc:content-shutdown')
    Cc['@mozilla.org/processtools-service;1'].getService(Ci.nsIProcessToolsService).kill(osPid)
  })
})()`

/** Ends the process of the page, as a crash does, and closes the tab. */
export async function crashTab(page: Page) {
  const title = `crash ${crypto.randomUUID()}`
  await page.evaluate((title) => {
    document.title = title
  }, title)
  const closed = new Promise((resolve) => page.once('close', resolve))
  const session = sessionOf(page.context().browser()!)
  type Tree = { contexts: { context: string }[] }
  const { contexts } = (await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as Tree
  // The first window is the browser's own; no test closes it.
  const target = { context: contexts[0]!.context }
  const answer = await session.send('script.evaluate', {
    expression: kill(title),
    target,
    awaitPromise: true,
  })
  const { type } = answer as { type: string }
  if (type !== 'success')
    throw new Error(JSON.stringify(answer))
    // Firefox reports no closed page after a crash.
  ;(page as unknown as Inside)._connection.toImpl(page).delegate.didClose()
  await closed
}
