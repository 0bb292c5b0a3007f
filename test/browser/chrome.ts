/**
 * Starts a Chromium without Playwright. A page that Playwright drives is always visible and never prerendered. So the
 * tests of background tabs and prerendering need this one. Its pages run by themselves, and report to the test web
 * (web.ts) by requests.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { BROWSER_ARGS } from '../../tools/browser.ts'
import { AS_A_PERSON, browserPath } from '../harness.ts'

interface Message {
  id?: number
  result?: { targetId?: string }
  error?: { message: string }
}

/** @param proxy the test web */
export async function startChrome(proxy: { server: string; bypass: string }) {
  const profile = await mkdtemp(join(tmpdir(), 'chrome-'))
  const args = [
    ...BROWSER_ARGS,
    ...AS_A_PERSON,
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    `--proxy-server=${proxy.server}`,
    `--proxy-bypass-list=${proxy.bypass}`,
  ]
  const child = spawn(browserPath(), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const answers: ((message: Message) => void)[] = []
  let text = ''
  child.stdio[4]!.on('data', (chunk) => {
    const parts = `${text}${chunk}`.split('\0')
    text = parts.pop()!
    for (const part of parts) {
      const message: Message = JSON.parse(part)
      if (message.id !== undefined) answers[message.id]?.(message)
    }
  })

  /** Sends a command to the browser itself, never to a page. */
  async function send(method: string, params: object = {}): Promise<string> {
    const { result, error } = await new Promise<Message>((resolve) => {
      const id = answers.push(resolve) - 1
      ;(child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params })}\0`)
    })
    if (error) throw new Error(`${method}: ${error.message}`)
    return result?.targetId ?? ''
  }

  return {
    /** A new tab, in front of the others or behind them; its id. */
    open: (url: string, background = false) => send('Target.createTarget', { url, background }),
    /** Brings a tab to the front. */
    show: (targetId: string) => send('Target.activateTarget', { targetId }),
    close: (targetId: string) => send('Target.closeTarget', { targetId }),
    async end() {
      child.kill()
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
