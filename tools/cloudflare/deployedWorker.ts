/** What is deployed on a Cloudflare account: the database, the Worker's secrets and versions, the address. */
import { CloudflareError } from './cloudflareApi.ts'
import type { Account } from './login.ts'

/** Cloudflare's numbers of errors. */
const NO_SUCH_WORKER = [10007, 10090]
const NO_SUBDOMAIN = 10007
const DATABASE_EXISTS = 7502
/** A name of workers.dev that another account has. */
const SUBDOMAIN_TAKEN = 10031

const isOneOf = (error: unknown, ...codes: number[]) =>
  error instanceof CloudflareError && codes.includes(error.code ?? 0)

/** The id of the database with that name; undefined if there is none. */
export async function findDatabase({ id, api }: Account, name: string): Promise<string | undefined> {
  const path = `/accounts/${id}/d1/database?name=${encodeURIComponent(name)}`
  const found = await api.get<{ name: string; uuid: string }[]>(path)
  return found.find((database) => database.name === name)?.uuid
}

/**
 * The id of the database with that name. It is created if there is none: in the jurisdiction that D1_JURISDICTION names (`eu`, `us`,
 * `fedramp`), which a database keeps for ever, or wherever Cloudflare chooses.
 */
export async function ensureDatabase(account: Account, name: string): Promise<string> {
  const present = await findDatabase(account, name)
  if (present) return present
  try {
    const path = `/accounts/${account.id}/d1/database`
    const jurisdiction = process.env.D1_JURISDICTION || undefined
    return (await account.api.send<{ uuid: string }>('POST', path, { name, jurisdiction })).uuid
  } catch (error) {
    // Created by another run in the meantime, or by this one if only the answer was lost.
    const isLost = error instanceof CloudflareError && error.status === 0
    const created = isLost || isOneOf(error, DATABASE_EXISTS) ? await findDatabase(account, name) : undefined
    if (created) return created
    throw error
  }
}

/**
 * The names of the Worker's secrets. Empty only if Cloudflare says that there is no such Worker; any other failure throws,
 * because a secret that is taken for missing would be replaced.
 */
export async function secretNames({ id, api }: Account, worker: string): Promise<string[]> {
  try {
    const secrets = await api.get<{ name: string }[]>(`/accounts/${id}/workers/scripts/${worker}/secrets`)
    return secrets.map(({ name }) => name)
  } catch (error) {
    if (isOneOf(error, ...NO_SUCH_WORKER)) return []
    throw error
  }
}

/** The versions that were served, the present one first. Empty if there is no such Worker. */
export async function servedVersions({ id, api }: Account, worker: string): Promise<string[]> {
  try {
    const path = `/accounts/${id}/workers/scripts/${worker}/deployments`
    const { deployments } = await api.get<{ deployments: { versions: { version_id: string }[] }[] }>(path)
    return deployments.map(({ versions }) => versions.map(({ version_id }) => version_id).join(' and '))
  } catch (error) {
    if (isOneOf(error, ...NO_SUCH_WORKER)) return []
    throw error
  }
}

/**
 * The version that was served before the present one was first served; undefined if there is none. After a rollback this is the next
 * older one, and not the one that was left.
 */
export const previousVersion = (served: string[]): string | undefined =>
  served[served.lastIndexOf(served[0]!) + 1]

/** The account's name on workers.dev; undefined if it has none yet. */
export async function findSubdomain({ id, api }: Account): Promise<string | undefined> {
  try {
    return (await api.get<{ subdomain: string }>(`/accounts/${id}/workers/subdomain`)).subdomain
  } catch (error) {
    if (isOneOf(error, NO_SUBDOMAIN)) return undefined
    throw error
  }
}

/** Gives the account a name on workers.dev. Throws if it is taken or not allowed. */
export async function registerSubdomain({ id, api }: Account, subdomain: string): Promise<void> {
  try {
    await api.send('PUT', `/accounts/${id}/workers/subdomain`, { subdomain })
  } catch (error) {
    if (!isOneOf(error, SUBDOMAIN_TAKEN)) throw error
    throw new Error(`${subdomain}.workers.dev is taken by another account. Choose another name.`)
  }
}
