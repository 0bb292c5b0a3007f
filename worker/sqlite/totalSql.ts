/**
 * SQL of the sum of a column, for money and for counts. Never NULL, and never an error: `sum()` fails with "integer overflow"
 * above 2^63. It is exact as long as the amounts on the way stay below 2^53. Above that it has the rounding of floating point.
 */
export const totalSql = (column: string): string => `total(${column})`
