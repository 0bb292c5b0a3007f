/** What is known of the database as a whole. */

export interface HealthStore {
  /** The number of the last migration; null for a database without migrations. */
  schemaVersion(): Promise<number | null>
  /** Up to which instant each site is rolled up. */
  rolledUpUntil(): Promise<{ site_id: number; until_ms: number }[]>
}
