/** A bar behind a name. Its value is also in the table. */
export function Bar({ percent }: { percent: number | null | undefined }) {
  const width = Math.min(100, Math.max(0, percent ?? 0))
  return <i class="bar" aria-hidden="true" style={{ width: `${width}%` }} />
}
