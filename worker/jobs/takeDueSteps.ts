import type { Store } from '../store/store.ts'

/**
 * Does the steps of a job that are due for a site, within a budget that grows with the backlog: a run that leaves work
 * doubles the budget of the next run, up to `most`. So a small backlog costs little at once, and a large one is worked off
 * in hours. With nothing to do it reads one row and writes none.
 * @param step does one bounded step; returns whether another is due
 */
export async function takeDueSteps(
  store: Store,
  siteId: number,
  job: string,
  most: number,
  step: () => Promise<boolean>,
): Promise<void> {
  const name = `${job}: steps in a run`
  const stored = ((await store.job(siteId, name)) as { steps: number } | null)?.steps ?? 1
  let steps = 0
  let isDue = true
  while (isDue && steps < stored) {
    isDue = await step()
    steps++
  }
  const next = isDue ? Math.min(most, stored * 2) : Math.max(1, Math.ceil(stored / 2))
  if (next !== stored) await store.keepJob(siteId, { name, state: { steps: next } })
}
