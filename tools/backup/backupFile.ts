/**
 * The file of a backup: lines of JSON, compressed with gzip. docs/operate.md describes it.
 *
 *     {"format": "utm-dispatcher-backup", "version": 1, "id": …, "made_at": …, "migrations": [[name, applied_at], …], "sequences": …}
 *     {"table": "sites", "columns": ["id", "site", …]}
 *     [1, "shop.example", …]
 *     {"rows": 1, "sha256": …}
 *     {"tables": 19, "changed_meanwhile": false}
 */
import { createReadStream, createWriteStream, renameSync } from 'node:fs'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

export const FORMAT = 'utm-dispatcher-backup'
export const FORMAT_VERSION = 1

export interface BackupHeader {
  format: typeof FORMAT
  version: number
  /** Of this backup, so that an interrupted restore knows whether it continues the same one. */
  id: string
  made_at: string
  migrations: [name: string, appliedAt: string][]
  sequences: [table: string, last: string][]
}
export interface TableBegin {
  table: string
  columns: string[]
}
export interface TableEnd {
  rows: number
  sha256: string
}
export interface BackupEnd {
  tables: number
  /** Whether the database was written while it was copied. */
  changed_meanwhile: boolean
}

export interface BackupWriter {
  write(lines: string[]): Promise<void>
  /** Completes the file and gives it its name. */
  end(): Promise<void>
}

/** The name of a backup until it is complete. */
export const partOf = (file: string) => `${file}.part`

/** Writes `file`, under the name `partOf(file)` until it is complete. Only its owner can read it: it has personal data. */
export function writeBackup(file: string): BackupWriter {
  const part = partOf(file)
  const lines = new PassThrough()
  const written = pipeline(lines, createGzip(), createWriteStream(part, { mode: 0o600 }))
  written.catch(() => {})
  const drained = (stream: Writable) => new Promise<void>((resolve) => stream.once('drain', resolve))
  return {
    async write(texts) {
      if (!lines.write(texts.map((text) => `${text}\n`).join('')))
        await Promise.race([drained(lines), written])
    },
    async end() {
      lines.end()
      await written
      renameSync(part, file)
    },
  }
}

/** The lines of a backup. Throws if the file cannot be read or is cut off. */
export async function* readBackup(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip()
  pipeline(createReadStream(file), unzipped).catch(() => {})
  unzipped.setEncoding('utf8')
  let rest = ''
  try {
    for await (const text of unzipped) {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      yield* lines
    }
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`)
  }
}
