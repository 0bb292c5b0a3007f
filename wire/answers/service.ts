/** What every route may answer: an error. And whether the Worker works. */
import { z } from 'zod'

/** The one shape of every error. `code` is one of worker/errors.ts; docs/errors.md lists them. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    issues: z
      .array(
        z.strictObject({
          path: z.string().describe('The parameter or the field that is wrong.'),
          message: z.string(),
          line: z.int().optional().describe('In a file: its line, counted from 1.'),
          column: z.string().optional().describe('In a file: the title of its column.'),
        }),
      )
      .optional(),
  }),
})
export type ErrorAnswer = z.infer<typeof errorAnswer>
export type Issue = NonNullable<ErrorAnswer['error']['issues']>[number]

export const healthAnswer = z.strictObject({ status: z.literal('ok'), version: z.string() })
export type HealthAnswer = z.infer<typeof healthAnswer>
