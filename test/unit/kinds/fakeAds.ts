/** An invented ad platform: what the folder of a real one under worker/connect/ would hold. */
import { z } from 'zod'
import { ConnectionError } from '../../../worker/connect/connectionError.ts'
import { costKind } from '../../../worker/connect/kind.ts'

export const fakeAds = costKind({
  name: 'fake_ads',
  label: 'Fake Ads',
  platform: 'meta',
  settings: z.object({ account_id: z.string() }),
  secrets: z.object({ access_token: z.string() }),
  async test({ settings }, { fetch }) {
    const answer = await fetch(`https://ads.example/${settings.account_id}`)
    if (answer.status === 401)
      throw new ConnectionError('reauth', 'the token is not valid', { advice: 'Connect again.' })
    return (await answer.json()) as { id: string; name: string; currency: string; timezone: string }
  },
  async fetchCosts({ settings }, { from, to }, cursor, { fetch }) {
    const answer = await fetch(`https://ads.example/${settings.account_id}/${from}/${to}/${cursor ?? 1}`)
    const { rows, next } = (await answer.json()) as { rows: Record<string, string>[]; next: string | null }
    const lines = rows.map(({ day, name, id, spend }) => ({
      date: day,
      campaign: name,
      campaign_id: id,
      spend,
    }))
    return { lines, currency: 'USD', cursor: next }
  },
})
