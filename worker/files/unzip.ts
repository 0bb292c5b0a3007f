/** Reads files out of a ZIP archive. */
import { BadParameter } from '../errors.ts'

const LOCAL_HEADER_BYTES = 30
const CENTRAL_HEADER_BYTES = 46
const END_BYTES = 22
/** The comment behind the end of the archive may have so many bytes. */
const MAX_COMMENT_BYTES = 0xffff
const CENTRAL_SIGNATURE = 0x02014b50
const END_SIGNATURE = 0x06054b50
const STORED = 0
const DEFLATED = 8

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** A file as the archive's list describes it. */
interface Entry {
  name: string
  method: number
  isEncrypted: boolean
  /** Of its compressed bytes. */
  start: number
  end: number
}

const damaged = () => new BadParameter('body', 'is a damaged ZIP archive')

/**
 * @param isWanted which files are read; the others are not decompressed
 * @param maxBytes for all wanted files together, decompressed. What the archive states about sizes is not trusted
 * @throws BadParameter for an archive that is damaged, encrypted or too large
 */
export async function unzip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  maxBytes: number,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  let left = maxBytes
  for (const { name, method, isEncrypted, start, end } of entriesOf(bytes)) {
    if (!isWanted(name) || found.has(name)) continue
    if (isEncrypted) throw new BadParameter('body', 'is protected by a password')
    if (method !== STORED && method !== DEFLATED) throw damaged()
    const packed = bytes.subarray(start, end)
    const content = method === STORED ? packed : await inflated(packed, left)
    left -= content.length
    if (left < 0) throw tooLarge()
    found.set(name, content)
  }
  return found
}

const tooLarge = () => new BadParameter('body', 'is too large when it is unpacked: export it as CSV')

function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Entry[] = []
  try {
    const end = endOf(view)
    let at = view.getUint32(end + 16, true)
    for (let count = view.getUint16(end + 10, true); count > 0; count--) {
      if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) throw damaged()
      const nameLength = view.getUint16(at + 28, true)
      const local = view.getUint32(at + 42, true)
      const start =
        local + LOCAL_HEADER_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      entries.push({
        name: new TextDecoder().decode(
          bytes.subarray(at + CENTRAL_HEADER_BYTES, at + CENTRAL_HEADER_BYTES + nameLength),
        ),
        method: view.getUint16(at + 10, true),
        isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
        start,
        end: start + view.getUint32(at + 20, true),
      })
      at += CENTRAL_HEADER_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
  } catch {
    // A place outside of the archive.
    throw damaged()
  }
  return entries
}

/** Where the record at the end of the archive begins. */
function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  throw damaged()
}

async function inflated(packed: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  try {
    for await (const chunk of stream) {
      length += chunk.byteLength
      if (length > maxBytes) break
      chunks.push(chunk as Uint8Array<ArrayBuffer>)
    }
  } catch {
    throw damaged()
  }
  if (length > maxBytes) throw tooLarge()
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
