/** An invented destination: what the folder of a real one under worker/connect/ would hold. */
import { z } from 'zod'
import { DAY_MS, MINUTE_MS } from '../../../wire/time.ts'
import { ConnectionError } from '../../../worker/connect/connectionError.ts'
import { type Conversion, destinationKind, type SendResult } from '../../../worker/connect/kind.ts'

/** The service's codes for single conversions that it may accept later. */
const LATER = ['too_recent']

const asSent = ({ id, correction, ms, value_minor, currency, click_ids }: Conversion) => ({
  order: id,
  action: correction ?? 'add',
  at: new Date(ms).toISOString(),
  value: String((value_minor ?? 0) / 100),
  currency,
  click: click_ids.gclid?.value,
})

const errorOf = (status: number): ConnectionError => {
  if (status === 401)
    return new ConnectionError('reauth', 'the token is not valid', { advice: 'Connect again.' })
  if (status === 429) return new ConnectionError('throttled', 'too many requests', { retry_ms: MINUTE_MS })
  return new ConnectionError('retry', `HTTP ${status}`)
}

export const fakeConversions = destinationKind({
  name: 'fake_conversions',
  label: 'Fake Conversions',
  settings: z.object({ pixel: z.string() }),
  secrets: z.object({ access_token: z.string() }),
  max_batch: 50,
  max_age_ms: 7 * DAY_MS,
  corrections: ['restate'],
  test: async ({ settings }) => ({ id: settings.pixel, name: 'Pixel', currency: null, timezone: null }),
  async send({ settings, secrets }, conversions, { fetch }) {
    const answer = await fetch(`https://conversions.example/${settings.pixel}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secrets.access_token}` },
      body: JSON.stringify(conversions.map(asSent)),
    })
    if (!answer.ok) throw errorOf(answer.status)
    const { errors } = (await answer.json()) as { errors: { index: number; code: string }[] }
    return conversions.map(({ id }, place): SendResult => {
      const error = errors.find(({ index }) => index === place)
      if (!error) return { id, state: 'accepted' }
      return { id, state: LATER.includes(error.code) ? 'retry' : 'rejected', reason: error.code }
    })
  },
})
