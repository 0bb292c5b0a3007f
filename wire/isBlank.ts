/** Whether a field was not filled in: absent, null, or text without a visible character. It counts as not sent. */
export const isBlank = (value: unknown): value is undefined | null | string =>
  value === undefined || value === null || (typeof value === 'string' && !/[^\s\p{Cf}\p{Cc}]/u.test(value))
