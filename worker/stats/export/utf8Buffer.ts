/** Text as UTF-8, in one buffer for a whole file: what is made for a line is garbage, and makes V8's heap grow. */

const BUFFER_BYTES = 131_072

export class Bytes {
  #buffer = new Uint8Array(BUFFER_BYTES)
  #encoder = new TextEncoder()
  /** Filled so far. */
  length = 0

  /** The encoder itself makes two objects a text: it is for what lies beyond Cyrillic, Greek and Arabic. */
  put(text: string): void {
    // What a character of UTF-16 takes at most.
    this.#hold(this.length + 3 * text.length)
    const buffer = this.#buffer
    let at = this.length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) buffer[at++] = code
      else if (code < 0x800) {
        buffer[at++] = 0xc0 | (code >> 6)
        buffer[at++] = 0x80 | (code & 0x3f)
      } else {
        this.length += this.#encoder.encodeInto(text, buffer.subarray(this.length)).written
        return
      }
    }
    this.length = at
  }

  /** What is in it, until the next `put`. */
  take(): Uint8Array {
    const taken = this.#buffer.subarray(0, this.length)
    this.length = 0
    return taken
  }

  #hold(bytes: number) {
    if (bytes <= this.#buffer.length) return
    const buffer = new Uint8Array(2 * bytes)
    buffer.set(this.#buffer)
    this.#buffer = buffer
  }
}
