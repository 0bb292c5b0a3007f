/** Who deploys, and to which account. */
import { runBin } from '../run.ts'
import { type CloudflareApi, type Credentials, cloudflareApi, HOW_TO_LOG_IN } from './cloudflareApi.ts'
import { committedConfig } from './deployConfig.ts'

export interface Account {
  id: string
  api: CloudflareApi
}

/** From CLOUDFLARE_API_TOKEN, or from what `wrangler login` has saved. */
async function readCredentials(): Promise<Credentials> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const { CLOUDFLARE_API_TOKEN } = process.env
  if (CLOUDFLARE_API_TOKEN) return bearer(CLOUDFLARE_API_TOKEN)
  const printed = await runBin('wrangler', 'bin/wrangler.js', ['auth', 'token', '--json']).catch(() => {
    throw new Error(`Not logged in to Cloudflare. ${HOW_TO_LOG_IN}`)
  })
  const saved = JSON.parse(printed) as { token?: string; key?: string; email?: string }
  return saved.token ? bearer(saved.token) : { 'x-auth-key': saved.key!, 'x-auth-email': saved.email! }
}

/**
 * The account of the login: the one that CLOUDFLARE_ACCOUNT_ID or wrangler.toml names, or the only one. Throws with what to do if
 * nobody is logged in, if Cloudflare cannot be reached, or if there are several accounts.
 */
export async function login(api = cloudflareApi(readCredentials)): Promise<Account> {
  const chosen = process.env.CLOUDFLARE_ACCOUNT_ID || committedConfig().accountId
  if (chosen) return { id: chosen, api }
  const [account, ...others] = await api.get<{ id: string; name: string }[]>('/accounts?per_page=50')
  if (!account)
    throw new Error(
      'The login may see no account. Set CLOUDFLARE_ACCOUNT_ID to the account’s id, which Cloudflare’s dashboard shows under Workers & Pages.',
    )
  if (others.length) {
    const names = [account, ...others].map(({ id, name }) => `  ${id}  ${name}`)
    throw new Error(
      `You have several Cloudflare accounts. Set CLOUDFLARE_ACCOUNT_ID to one of them:\n${names.join('\n')}`,
    )
  }
  return { id: account.id, api }
}
