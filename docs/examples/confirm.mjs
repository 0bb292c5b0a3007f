/**
 * Sends to UTM Dispatcher what the shop knows of an order. Node 18 or newer, nothing to install.
 *
 *   echo '{"transaction_id": "A-17", "status": "paid", "value": "1250.50", "currency": "UAH"}' | node confirm.mjs
 *
 * Reads UTM_DISPATCHER_URL, UTM_DISPATCHER_SITE and UTM_DISPATCHER_TOKEN (scope `ingest`) from the environment.
 * Exit code: 0 if the order was accepted, 1 if it was refused, 2 if it must be sent again later.
 */
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

const ATTEMPTS = 3
const TIMEOUT_MS = 10_000

/** The order was refused. Sending the same message again is of no use. */
export class Refused extends Error {}

/**
 * The ids from the text that `tracker.attribution()` gave in the browser. A stranger may have written anything into the
 * form, so only texts of a possible length are taken.
 */
function whoPlaced(attribution) {
  let parsed
  try {
    parsed = JSON.parse(attribution)
  } catch {
    return {}
  }
  const ids = {}
  for (const name of ['visitor_id', 'session_id']) {
    const id = parsed?.[name]
    if (typeof id === 'string' && id.length >= 1 && id.length <= 128) ids[name] = id
  }
  return ids
}

/**
 * @param order `transaction_id`, `status`, `value` and `currency`; `refunded`, `ts` and `items` if they are known;
 *   `attribution` as text
 * @returns the order as it is now, and what brought it. Throws `Refused`, or another error if it must be sent again
 */
export async function confirmOrder({ transaction_id, attribution, ...order }) {
  const { UTM_DISPATCHER_URL: api, UTM_DISPATCHER_SITE: site, UTM_DISPATCHER_TOKEN: token } = process.env
  const url = new URL(`/api/orders/${encodeURIComponent(transaction_id)}`, api)
  const request = {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ site, ...order, ...whoPlaced(attribution) }),
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) })
      if (response.ok) return await response.json()
      const problem = `${response.status} ${await response.text()}`
      if (response.status < 500 && response.status !== 429) throw new Refused(problem)
      throw new Error(problem)
    } catch (problem) {
      if (problem instanceof Refused || attempt === ATTEMPTS) throw problem
    }
    await new Promise((resolve) => setTimeout(resolve, attempt * 1000))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const order = JSON.parse(await text(process.stdin))
  try {
    console.log(JSON.stringify(await confirmOrder(order)))
  } catch (problem) {
    console.error(problem.cause?.message ?? problem.message)
    process.exitCode = problem instanceof Refused ? 1 : 2
  }
}
