/** The Worker of one test file. */
import { afterAll, beforeAll } from 'vitest'
import { startWorker, type TestWorker } from '../harness.ts'

/** A Worker with an empty database: it starts before the first test of the calling file, and closes after the last. Use it in tests only. */
export function testWorker(): TestWorker {
  const worker = {} as TestWorker
  beforeAll(async () => {
    Object.assign(worker, await startWorker())
  })
  afterAll(() => worker.close())
  return worker
}
