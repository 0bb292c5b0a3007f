/** How a statement of a batch fails it: by words of our own in the error, for SQL has none. */

/** SQL that fails with this word: a path that is none is the one error that a plain SELECT can raise. */
export const fail = (word: string): string => `json_extract('{}', '${word}')`

/** Whether an error says that a guard failed with this word. */
export const hasFailed = (error: unknown, word: string): boolean =>
  error instanceof Error && error.message.includes(`bad JSON path: '${word}'`)
