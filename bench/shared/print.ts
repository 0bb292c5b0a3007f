/** The output of the benchmarks: one JSON object a line. */

/** Prints one result. `more` says what was measured, for example on how many sessions. */
export function print(name: string, value: number | null, unit: string, more: object = {}) {
  const rounded = value === null ? null : Math.round(value * 1000) / 1000
  console.log(JSON.stringify({ name, value: rounded, unit, ...more }))
}

/** The median; of an even number of values, the upper one of the two in the middle. */
export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
