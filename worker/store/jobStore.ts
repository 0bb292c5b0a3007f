/** How far jobs have come that run in steps. The state is written through `ledgerStore.ts`, together with the step. */

export interface Job {
  name: string
  state: Record<string, unknown>
}

export interface JobStore {
  /** The state of a site's job, null when it has never run. */
  job(siteId: number, name: string): Promise<Job['state'] | null>
  /** Sets the state of a job that writes nothing else. Site 0: a job of the deployment. */
  keepJob(siteId: number, job: Job): Promise<void>
}
