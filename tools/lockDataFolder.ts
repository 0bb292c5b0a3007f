/** One program at a time may write the data folder of `npm start`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Locked until the process ends: the system then ends the lock, also if the process was killed. */
let lock: DatabaseSync | undefined

/**
 * Locks the folder for this process.
 *
 * @param user what uses it, for the message of the next one, such as `npm start at http://127.0.0.1:8787`
 * @throws if another process has locked it; the message names it
 */
export function lockDataFolder(dataDir: string, user: string): void {
  const userFile = join(dataDir, 'used-by.txt')
  const opened = new DatabaseSync(join(dataDir, 'lock.sqlite'))
  try {
    opened.exec('BEGIN EXCLUSIVE')
  } catch {
    opened.close()
    throw new Error(
      `The data folder ${relative('.', dataDir) || '.'} is in use by ${readUser(userFile)}. End it first, or choose another folder with DATA_DIR.`,
    )
  }
  lock = opened
  writeFileSync(userFile, `${user} (process ${process.pid})`)
}

function readUser(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return 'another program'
  }
}

/** Lets others use the folder. */
export function unlockDataFolder(): void {
  lock?.close()
  lock = undefined
}
