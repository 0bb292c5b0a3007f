/** The API as types: of the same schemas that validate and that the document is made from. */
import type { z } from 'zod'
import type {
  errorAnswer,
  ingestAnswer,
  orderShown,
  reportAnswer,
  sessionAnswer,
} from '../../wire/answers/index.ts'
import type { apiEvent, orderPut } from '../../wire/schema.ts'

export interface Answers {
  error: z.infer<typeof errorAnswer>
  ingest: z.infer<typeof ingestAnswer>
  order: z.infer<typeof orderShown>
  report: z.infer<typeof reportAnswer>
  session: z.infer<typeof sessionAnswer>
}

/** As they may be sent; a decimal may be text. */
export interface Bodies {
  event: z.input<typeof apiEvent>
  order: Omit<z.input<typeof orderPut>, 'value' | 'refunded'> & {
    value: number | string
    refunded?: number | string | null
  }
}
