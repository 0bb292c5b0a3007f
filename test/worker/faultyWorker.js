/**
 * The built Worker on a database that fails: each call fails with the probability `FAILURE_RATE`, half of them before the
 * database has done anything and half of them after it has done it, as when its answer is lost.
 */
import worker from '../../dist/worker/index.js'

const CALLS = ['first', 'all', 'run', 'raw', 'batch', 'exec']

/** The same object for the same binding: the Worker keeps what it remembers of a database by its object. */
const wrapped = new WeakMap()

function failing(target, rate) {
  const known = wrapped.get(target)
  if (known) return known
  const proxy = new Proxy(target, {
    get(_, key) {
      const value = target[key]
      if (typeof value !== 'function') return value
      if (key === 'prepare' || key === 'bind')
        return (...values) => failing(value.apply(target, values), rate)
      if (!CALLS.includes(key)) return value.bind(target)
      return async (...values) => {
        const lost = () => {
          throw new Error('D1_ERROR: Network connection lost.')
        }
        const luck = Math.random()
        if (luck < rate / 2) lost()
        const plain = key === 'batch' ? [values[0].map((one) => originals.get(one) ?? one)] : values
        const answer = await value.apply(target, plain)
        if (luck < rate) lost()
        return answer
      }
    },
  })
  wrapped.set(target, proxy)
  originals.set(proxy, target)
  return proxy
}

/** The statements behind their proxies: D1 takes only its own in a batch. */
const originals = new WeakMap()

export default {
  fetch: (request, env, ctx) =>
    worker.fetch(request, { ...env, DB: failing(env.DB, Number(env.FAILURE_RATE)) }, ctx),
}
