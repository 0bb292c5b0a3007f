/**
 * Limits how many wrong tokens may be sent. Counts are those of one isolate. A right token always works from an address
 * that has sent no wrong ones, whatever other addresses send.
 */
import { MINUTE_MS } from '../../wire/time.ts'
import { addressKey } from './addressKey.ts'
import { WindowCounter } from './windowCounter.ts'

/** Wrong tokens in a minute. */
export interface GuessRates {
  /** Of one address: after these it must wait. */
  address: number
  /** Of all addresses together: after these an address has only `attacked` of its own. */
  all: number
  attacked: number
}

/** A token that is about to be compared. */
export interface Guess {
  /** How many seconds its sender must wait; 0: it may be compared. */
  wait_s: number
  /** To be called if it was right: it counts as wrong until then, so that many at the same time do not all pass. */
  wasRight(): void
}

export class GuessLimit {
  readonly #wrong = new WindowCounter(MINUTE_MS)

  /** @param address the sender's IP address; null: unknown */
  async begin(address: string | null, rates: GuessRates, nowMs: number): Promise<Guess> {
    const key = await addressKey(address)
    const most = this.#wrong.total(nowMs) < rates.all ? rates.address : rates.attacked
    if (this.#wrong.of(key, nowMs) >= most)
      return { wait_s: this.#wrong.endsIn_s(nowMs), wasRight: () => undefined }
    this.#wrong.add(key, nowMs)
    return { wait_s: 0, wasRight: () => this.#wrong.add(key, nowMs, -1) }
  }
}
