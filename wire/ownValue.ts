/**
 * The value that a record holds under a key from outside; undefined if it holds none. A plain `record[key]` would also
 * find what every object inherits, such as `constructor`.
 */
export const ownValue = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
