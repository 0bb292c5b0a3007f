/** Whether the long trials are asked for. */
export const isFull = process.env.TEST_SIZE === 'full'

/**
 * How often a property test tries: `usual` times, so that the whole suite stays quick, and `full` times with
 * `TEST_SIZE=full`, as at night.
 */
export const trials = (usual: number, full = usual * 20): number => (isFull ? full : usual)

/** The time limit in ms of such a test, and of others that take seconds: a machine that does much else may take 20 times as long. */
export const TRIALS_TIMEOUT_MS = isFull ? 900_000 : 120_000
