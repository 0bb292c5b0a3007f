/** Counts by key within a window of time, in the memory of this isolate. Every window begins with zero. */
export class WindowCounter {
  readonly #window_ms: number
  readonly #most_keys: number
  #counts = new Map<string, number>()
  #total = 0
  #ends_ms = 0

  /** @param most_keys more keys are not held: the oldest is forgotten */
  constructor(window_ms: number, most_keys = 10_000) {
    this.#window_ms = window_ms
    this.#most_keys = most_keys
  }

  /** @param by -1: takes one back */
  add(key: string, nowMs: number, by: 1 | -1 = 1): void {
    this.#begin(nowMs)
    // It was counted in the window before.
    if (by < 0 && !this.of(key, nowMs)) return
    if (!this.#counts.has(key) && this.#counts.size >= this.#most_keys)
      this.#counts.delete(this.#counts.keys().next().value!)
    this.#counts.set(key, this.of(key, nowMs) + by)
    this.#total += by
  }

  of(key: string, nowMs: number): number {
    return nowMs < this.#ends_ms ? (this.#counts.get(key) ?? 0) : 0
  }

  /** Of all keys together, forgotten ones too. */
  total(nowMs: number): number {
    return nowMs < this.#ends_ms ? this.#total : 0
  }

  /** Seconds until the window ends, rounded up; for `Retry-After`. */
  endsIn_s(nowMs: number): number {
    return Math.max(1, Math.ceil((this.#ends_ms - nowMs) / 1000))
  }

  #begin(nowMs: number): void {
    if (nowMs < this.#ends_ms) return
    this.#ends_ms = nowMs + this.#window_ms
    this.#counts = new Map()
    this.#total = 0
  }
}
