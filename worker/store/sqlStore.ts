/** Raw SQL, for the engine that answers reports. */

/** A value that SQL binds. */
export type Bind = string | number | null

/** One statement with its bound values. */
export interface Query {
  sql: string
  params: Bind[]
}

/** One row of a result, by column name. */
export type Row = Record<string, string | number | null>

export interface SqlStore {
  /** Runs a SELECT and returns its rows. */
  query(query: Query): Promise<Row[]>
  /**
   * Runs a SELECT and returns each row as an array of its values, in the order of the SELECT. For thousands of rows:
   * arrays need a fraction of the memory of objects.
   */
  rows(query: Query): Promise<Row[string][][]>
}
