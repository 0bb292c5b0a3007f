/** Text as UTF-8, in one buffer for a whole file: objects that are made for each line would make V8's heap grow. */

const BUFFER_BYTES = 131_072

export class Utf8Buffer {
  #buffer = new Uint8Array(BUFFER_BYTES)
  #encoder = new TextEncoder()
  /** Bytes in the buffer. */
  length = 0

  /**
   * Appends a text. Characters of one or two bytes (Latin, Cyrillic, Greek, Arabic) are encoded here, since TextEncoder
   * makes two objects for each text; a text with others goes through it.
   */
  put(text: string): void {
    // A character of UTF-16 takes three bytes at most.
    this.#reserve(this.length + 3 * text.length)
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

  /** Empties the buffer and returns its bytes. They are valid until the next `put`. */
  take(): Uint8Array {
    const taken = this.#buffer.subarray(0, this.length)
    this.length = 0
    return taken
  }

  #reserve(bytes: number) {
    if (bytes <= this.#buffer.length) return
    const buffer = new Uint8Array(2 * bytes)
    buffer.set(this.#buffer)
    this.#buffer = buffer
  }
}
