/** The secrets that a deployment gives to the Worker. One that the Worker has already is never replaced. */
import { randomBytes } from 'node:crypto'
import { ADMIN_TOKEN_CHARS } from '../../wire/adminTokenChars.ts'
import { print } from '../output.ts'
import { ask } from './ask.ts'

/** The admin token: ADMIN_TOKEN from the environment, or what is typed, or a new one, which is printed once. */
async function chooseAdminToken(): Promise<string> {
  const given =
    process.env.ADMIN_TOKEN ||
    (await ask(`Admin token, ${ADMIN_TOKEN_CHARS} characters or more (Enter generates one): `))
  if (given && given.length < ADMIN_TOKEN_CHARS)
    throw new Error(`The admin token must have at least ${ADMIN_TOKEN_CHARS} characters.`)
  if (given) return given
  const token = randomBytes(24).toString('base64url')
  print(`\n  Admin token  ${token}\n\nSave it now: it is not shown again.\n`)
  return token
}

/** How each secret gets its value, by its name. */
const SECRETS: Record<string, () => Promise<string>> = {
  ADMIN_TOKEN: chooseAdminToken,
}

export const SECRET_NAMES = Object.keys(SECRETS)

/** Values for the secrets that are not among `present`. */
export async function chooseSecrets(present: string[]): Promise<Record<string, string>> {
  const chosen: Record<string, string> = {}
  for (const [name, choose] of Object.entries(SECRETS))
    if (!present.includes(name)) chosen[name] = await choose()
  return chosen
}
