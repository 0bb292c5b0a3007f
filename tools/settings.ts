/** What `npm start` reads from its environment, and what it keeps in its data folder. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from './run.ts'

export interface Settings {
  /** Of the Worker. */
  port: number
  /** Of the demo shop. */
  demoPort: number
  dataDir: string
  /** Whether the demo site gets its history. */
  seed: boolean
  adminToken: string
}

function readPort(name: string, fallback: number): number {
  const text = process.env[name] || String(fallback)
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`${name} must be a port from 1 to 65535, not "${text}".`)
  return port
}

/** A file only its owner may read. */
const writePrivate = (file: string, text: string) => writeFileSync(file, text, { mode: 0o600 })

/** The token of an earlier start, else a new one that later starts find. */
function keepToken(dataDir: string): string {
  const file = join(dataDir, 'admin-token')
  if (!existsSync(file)) writePrivate(file, `${randomBytes(24).toString('base64url')}\n`)
  return readFileSync(file, 'utf8').trim()
}

/** Where `npm start` keeps its data. */
export const dataFolder = (): string => resolve(process.env.DATA_DIR || join(ROOT, '.data'))

/** Reads PORT, DEMO_PORT, DATA_DIR, SEED and ADMIN_TOKEN; makes the data folder. Throws on a value that is no port. */
export function readSettings(): Settings {
  const port = readPort('PORT', 8787)
  const demoPort = readPort('DEMO_PORT', 8788)
  if (port === demoPort) throw new Error(`PORT and DEMO_PORT are both ${port}; the shop needs its own.`)
  const dataDir = dataFolder()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const adminToken = process.env.ADMIN_TOKEN || keepToken(dataDir)
  return { port, demoPort, dataDir, seed: process.env.SEED !== '0', adminToken }
}

export interface HistoryState {
  /** ISO instant at which the history ends: the same one after an interruption, so that the rest fits. */
  until: string
  complete: boolean
}

/** How far an earlier start got with the demo site's history; a new anchor when there was none. */
export function readHistory(dataDir: string): HistoryState {
  const file = join(dataDir, 'history.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as HistoryState
  const state = { until: new Date().toISOString(), complete: false }
  keepHistory(dataDir, state)
  return state
}

export const keepHistory = (dataDir: string, state: HistoryState) =>
  writePrivate(join(dataDir, 'history.json'), `${JSON.stringify(state)}\n`)
