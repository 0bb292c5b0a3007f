/** The settings of `npm start`: what it reads from the environment, and what it keeps in its data folder. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ADMIN_TOKEN_CHARS } from '../wire/adminTokenChars.ts'
import { ROOT } from './run.ts'

export interface Settings {
  /** The Worker's port. */
  port: number
  /** The demo shop's port. */
  demoPort: number
  dataDir: string
  /** Whether the demo site gets its history. */
  seed: boolean
  adminToken: string
  /** CREDENTIALS_KEY of the Worker: 32 bytes as base64. */
  credentialsKey: string
}

function readPort(name: string, fallback: number): number {
  const text = process.env[name] || String(fallback)
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`${name} must be a port from 1 to 65535, not "${text}".`)
  return port
}

/** Writes a file that only its owner can read. */
const writePrivate = (file: string, text: string) => writeFileSync(file, text, { mode: 0o600 })

/** The secret that an earlier start has saved. If there is none, makes one and saves it. */
function savedSecret(dataDir: string, name: string, make: () => string): string {
  const file = join(dataDir, name)
  if (!existsSync(file)) writePrivate(file, `${make()}\n`)
  return readFileSync(file, 'utf8').trim()
}

/**
 * The admin token that the environment gives. Throws if it is too short, unless the data folder is one of an earlier
 * start: then it may be in use.
 */
function givenToken(dataDir: string): string | undefined {
  const token = process.env.ADMIN_TOKEN
  if (token && token.length < ADMIN_TOKEN_CHARS && !existsSync(join(dataDir, 'state')))
    throw new Error(
      `ADMIN_TOKEN must have at least ${ADMIN_TOKEN_CHARS} characters. Without it, npm start makes one.`,
    )
  return token || undefined
}

/** The folder in which `npm start` keeps its data. */
export const dataFolder = (): string => resolve(process.env.DATA_DIR || join(ROOT, '.data'))

/** Reads PORT, DEMO_PORT, DATA_DIR, SEED and ADMIN_TOKEN, and makes the data folder. Throws if one is invalid. */
export function readSettings(): Settings {
  const port = readPort('PORT', 8787)
  const demoPort = readPort('DEMO_PORT', 8788)
  if (port === demoPort)
    throw new Error(`PORT and DEMO_PORT are both ${port}. The demo shop needs a port of its own.`)
  const dataDir = dataFolder()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const adminToken =
    givenToken(dataDir) ?? savedSecret(dataDir, 'admin-token', () => randomBytes(24).toString('base64url'))
  const credentialsKey =
    process.env.CREDENTIALS_KEY ||
    savedSecret(dataDir, 'credentials-key', () => randomBytes(32).toString('base64'))
  return { port, demoPort, dataDir, seed: process.env.SEED !== '0', adminToken, credentialsKey }
}

interface HistoryState {
  /** The end of the history, as an ISO instant. It stays the same after an interruption, so that the rest fits. */
  until: string
  complete: boolean
}

/** How far earlier starts have loaded the demo site's history. Without an earlier start, a history that ends now. */
export function readHistory(dataDir: string): HistoryState {
  const file = join(dataDir, 'history.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as HistoryState
  const state = { until: new Date().toISOString(), complete: false }
  keepHistory(dataDir, state)
  return state
}

export const keepHistory = (dataDir: string, state: HistoryState) =>
  writePrivate(join(dataDir, 'history.json'), `${JSON.stringify(state)}\n`)
