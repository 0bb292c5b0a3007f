/**
 * Tells UTM Dispatcher what the shop knows of an order. Node 18 or newer, nothing to install.
 *
 *   echo '{"transaction_id": "A-17", "status": "paid", "value": "1250.50", "currency": "UAH"}' | node confirm.mjs
 *
 * Reads UTM_DISPATCHER_URL, UTM_DISPATCHER_SITE and UTM_DISPATCHER_TOKEN (scope `ingest`) from the environment.
 * Ends with 0 when the order is taken, 1 when it is refused, 2 when it has to be said again later.
 */
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

const ATTEMPTS = 3
const TIMEOUT_MS = 10_000

/** The answer said no: saying the same again is of no use. */
export class Refused extends Error {}

/** What `tracker.attribution()` gave in the browser, as the form brought it: a stranger may have written anything. */
function whoPlaced(attribution) {
  let said
  try {
    said = JSON.parse(attribution)
  } catch {
    return {}
  }
  const known = {}
  for (const name of ['visitor_id', 'session_id']) {
    const id = said?.[name]
    if (typeof id === 'string' && id.length >= 1 && id.length <= 128) known[name] = id
  }
  return known
}

/**
 * @param order `transaction_id`, `status`, `value` and `currency`; `refunded`, `ts` and `items` where known;
 *   `attribution` as text
 * @returns the order as it stands now, and what brought it. Throws `Refused`, or another error when it has to be said again
 */
export async function confirmOrder({ transaction_id, attribution, ...said }) {
  const { UTM_DISPATCHER_URL: api, UTM_DISPATCHER_SITE: site, UTM_DISPATCHER_TOKEN: token } = process.env
  const url = new URL(`/api/orders/${encodeURIComponent(transaction_id)}`, api)
  const request = {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ site, ...said, ...whoPlaced(attribution) }),
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
