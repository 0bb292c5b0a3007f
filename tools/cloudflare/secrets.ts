/** The secrets that a deployment gives to the Worker. One that the Worker has already is never replaced. */
import { randomBytes } from 'node:crypto'
import { ADMIN_TOKEN_CHARS } from '../../wire/adminTokenChars.ts'
import { print } from '../output.ts'
import { ask } from './ask.ts'

interface Secret {
  /** What people call it. */
  label: string
  /** The value that somebody has chosen; empty if a new one is to be made. */
  given(): Promise<string>
  make(): string
}

const SECRETS: Record<string, Secret> = {
  ADMIN_TOKEN: {
    label: 'Admin token',
    async given() {
      const given =
        process.env.ADMIN_TOKEN ||
        (await ask(`Admin token, ${ADMIN_TOKEN_CHARS} characters or more (Enter generates one): `))
      if (given && given.length < ADMIN_TOKEN_CHARS)
        throw new Error(`The admin token must have at least ${ADMIN_TOKEN_CHARS} characters.`)
      return given
    },
    make: () => randomBytes(24).toString('base64url'),
  },
  // Encrypts the secrets in the database. It goes with the database: a copy elsewhere needs the same key.
  CREDENTIALS_KEY: {
    label: 'Credentials key',
    given: async () => process.env.CREDENTIALS_KEY ?? '',
    make: () => randomBytes(32).toString('base64'),
  },
}

export const SECRET_NAMES = Object.keys(SECRETS)

export interface ChosenSecrets {
  /** By the names of the secrets. */
  values: Record<string, string>
  /** The names of those that were made, so that nobody knows them yet. */
  made: string[]
}

/** Values for the secrets that are not among `present`. */
export async function chooseSecrets(present: string[]): Promise<ChosenSecrets> {
  const chosen: ChosenSecrets = { values: {}, made: [] }
  for (const [name, { given, make }] of Object.entries(SECRETS)) {
    if (present.includes(name)) continue
    const value = await given()
    if (!value) chosen.made.push(name)
    chosen.values[name] = value || make()
  }
  return chosen
}

/** Prints the secrets that were made. Before they are uploaded: the answer to the upload may be lost. */
export function printMade({ values, made }: ChosenSecrets): void {
  if (!made.length) return
  print('')
  for (const name of made) print(`  ${SECRETS[name]!.label.padEnd(15)}  ${values[name]}`)
  print('\nSave what is printed here: it is not shown again.\n')
}
