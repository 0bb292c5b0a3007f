/**
 * A salt begins with this since ids begin with a letter, as all ids that we make. On the day of the upgrade the salt is an
 * older one, and no visitor gets another id in the middle of the day.
 */
export const LETTER_SALT = 'letter '

/** The daily salts of the anonymous visitors' hash. */

export interface SaltStore {
  /**
   * The salts of a UTC day (YYYY-MM-DD) and of the day before. The day's own salt is created when it is missing; then
   * the salts of days before `dayBefore` are deleted.
   */
  salts(day: string, dayBefore: string): Promise<{ today: string; yesterday: string | null }>
  /** Deletes the salts of days before this one. */
  forgetSalts(before: string): Promise<void>
}
