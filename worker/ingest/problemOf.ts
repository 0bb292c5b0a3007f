import type { z } from 'zod'

/** The first problem of a failed parse, with its path. */
export function problemOf(error: z.ZodError): string {
  const issue = error.issues[0]!
  return issue.path.length ? `${issue.path.join('.')}: ${issue.message}` : issue.message
}
