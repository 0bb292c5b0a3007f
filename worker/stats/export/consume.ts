/** The rows of an array, each taken out of it as it is given: it can be collected before the whole page is done. */
export function* consume<T>(rows: T[]): Generator<T> {
  rows.reverse()
  for (let row = rows.pop(); row !== undefined; row = rows.pop()) yield row
}
