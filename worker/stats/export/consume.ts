/** Gives the rows of an array and removes each from it, so that its memory can be freed before the whole page is done. */
export function* consume<T>(rows: T[]): Generator<T> {
  rows.reverse()
  for (let row = rows.pop(); row !== undefined; row = rows.pop()) yield row
}
