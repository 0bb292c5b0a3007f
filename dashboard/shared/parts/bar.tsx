/** A bar behind a name; the figure it draws stands in the table beside it. */
export function Bar({ percent }: { percent: number | null | undefined }) {
  const width = Math.min(100, Math.max(0, percent ?? 0))
  return <i class="bar" aria-hidden="true" style={{ width: `${width}%` }} />
}
