/** A field whose value was changed before it was stored, or is not used. */
export interface Warning {
  field: string
  message: string
}
