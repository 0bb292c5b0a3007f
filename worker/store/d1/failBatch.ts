/**
 * Making a D1 batch fail from inside it. A batch is one transaction, but SQL has no statement that aborts one: an error
 * in any statement does, and we recognise ours by a word in its message.
 */

/** SQL that raises an error which holds this word. An invalid JSON path is the one error that a plain SELECT can raise. */
export const fail = (word: string): string => `json_extract('{}', '${word}')`

/** Whether an error was raised by `fail` with this word. */
export const hasFailed = (error: unknown, word: string): boolean =>
  error instanceof Error && error.message.includes(`bad JSON path: '${word}'`)
