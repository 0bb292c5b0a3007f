/**
 * One text for several values, as a key of a Map or Set. The values must not contain NUL: no name or id in the database
 * does, because the schemas refuse it.
 */
export const compositeKey = (...values: (string | number)[]): string => values.join('\0')
