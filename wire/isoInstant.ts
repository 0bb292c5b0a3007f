/** An instant with a time zone in its usual form, a date, `T`, a time and `+02:00`. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?(?:(Z)|([+-]\d{2})(?::?(\d{2}))?)$/i

/**
 * The usual form of an instant that is written in another one of ISO 8601, or with a blank: `+0200` or `+02` in place of
 * `+02:00`, a comma before the fraction. Any other text is returned as it is.
 */
export const isoInstant = (text: string): string =>
  text
    .trim()
    .replace(
      INSTANT,
      (_, day: string, time: string, utc?: string, hours?: string, minutes = '00') =>
        `${day}T${time.replace(',', '.')}${utc ? 'Z' : `${hours}:${minutes}`}`,
    )
