/** Who holds a token. Tokens are stored as hashes; the admin token is a variable of the Worker. Wrong ones are limited. */
import type { Context } from 'hono'
import { ADMIN_TOKEN_CHARS } from '../../wire/adminTokenChars.ts'
import { MINUTE_MS } from '../../wire/time.ts'
import type { App, Env, Principal } from '../env.ts'
import { TooMany } from '../errors.ts'
import { type Guess, GuessLimit, type GuessRates } from '../limits/guessLimit.ts'
import { networkOf } from '../limits/networkOf.ts'
import { platformAllows, platformKeyOf } from '../limits/platformAllows.ts'
import { sha256 } from '../secrets/sha256.ts'
import type { TokenRow } from '../store/rows.ts'

/** For people, who type. */
const STRICT: GuessRates = { address: 10, all: 100, attacked: 3 }
/** For programs: a server may go on for a while with a token that was revoked. */
const LOOSE: GuessRates = { address: 600, all: 3000, attacked: 60 }

/** The platform's limit is for a minute (`SIGN_INS` in wrangler.toml). */
const PLATFORM_WAIT_S = MINUTE_MS / 1000

const signInGuesses = new GuessLimit()
const bearerGuesses = new GuessLimit()

const senderOf = (c: Context): string | null => c.req.header('cf-connecting-ip') ?? null
const limited = ({ wait_s }: Guess) => new TooMany('too many wrong tokens from this address', wait_s)

/**
 * The holder of a token that was typed to sign in; null for an unknown one. Throws 429 after too many wrong ones from
 * this address. The platform's binding counts all of them, for all isolates of a location.
 */
export async function holderOfTyped(c: Context<App>, token: string): Promise<Principal | null> {
  const sender = senderOf(c)
  const guess = await signInGuesses.begin(sender, STRICT, c.var.now_ms)
  if (guess.wait_s) throw limited(guess)
  const network = networkOf(sender)
  if (network && !(await platformAllows(c, c.env.SIGN_INS, () => platformKeyOf(c.env, network))))
    throw new TooMany('too many sign-ins from this address', PLATFORM_WAIT_S)
  const holder = (await isAdminToken(c.env, token)) ? ADMIN : await holderOfStored(c, token)
  if (holder) guess.wasRight()
  return holder
}

/**
 * The holder of a bearer token; null for an unknown one. After too many wrong ones from this address the admin token is
 * no longer compared, because it may be short enough to be guessed. The other tokens still work, so that nobody locks
 * out a server that has the same address. Throws 429 for all others then.
 */
export async function holderOfBearer(c: Context<App>, token: string): Promise<Principal | null> {
  const rates = isAdminTokenShort(c.env) ? STRICT : LOOSE
  const guess = await bearerGuesses.begin(senderOf(c), rates, c.var.now_ms)
  const isAdmin = !guess.wait_s && (await isAdminToken(c.env, token))
  const holder = isAdmin ? ADMIN : await holderOfStored(c, token)
  if (holder) guess.wasRight()
  else if (guess.wait_s) throw limited(guess)
  return holder
}

/** The holder of the deployment's admin token. */
export const ADMIN: Principal = {
  scope: 'admin',
  site: null,
  token_id: null,
  token_name: '',
  sign_in_id: null,
}

/** The holder of a stored token; null if there is none, or if it has expired. */
export function holderOf(
  token: Omit<TokenRow, 'hash' | 'created_ms'> | null,
  nowMs: number,
): Principal | null {
  if (!token || (token.expires_ms !== null && token.expires_ms <= nowMs)) return null
  const { scope, site, id: token_id, name: token_name } = token
  return { scope, site, token_id, token_name, sign_in_id: null }
}

const holderOfStored = async (c: Context<App>, token: string) =>
  holderOf(await c.var.store.tokenByHash(await sha256(token)), c.var.now_ms)

/** Compares two secrets in constant time. Both are hashed first, so that the time does not depend on their lengths. */
async function same(a: string, b: string): Promise<boolean> {
  const encode = async (text: string) => new TextEncoder().encode(await sha256(text))
  return crypto.subtle.timingSafeEqual(await encode(a), await encode(b))
}

/** Whether the Worker's admin token is one that may no longer be set, because it can be guessed. */
export const isAdminTokenShort = ({ ADMIN_TOKEN }: Env): boolean =>
  Boolean(ADMIN_TOKEN) && ADMIN_TOKEN.length < ADMIN_TOKEN_CHARS

/** Whether this isolate has already printed that the admin token is short. */
let hasWarned = false

async function isAdminToken(env: Env, token: string): Promise<boolean> {
  if (!env.ADMIN_TOKEN || !(await same(token, env.ADMIN_TOKEN))) return false
  if (isAdminTokenShort(env) && !hasWarned)
    console.warn(`ADMIN_TOKEN has fewer than ${ADMIN_TOKEN_CHARS} characters: set a longer one`)
  hasWarned = true
  return true
}
