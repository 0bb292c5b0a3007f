/** The API as OpenAPI 3.1, made from the schemas and limits with which requests are validated. */
import { z } from 'zod'
import { errorAnswer } from '../../wire/answers/index.ts'
import { apiEvent, item } from '../../wire/schema.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import type { Parameter } from './parameters.ts'

type Json = Record<string, unknown>

const ABOUT = `First-party ad attribution for web shops. Rates are percentages (8 means 8 %), money is in major units.
Errors are {"error": {"code", "message", "issues"?}}. POST /e is not described: only the script uses it, and it may change.`

/** @param version of the product */
export function document(version: string) {
  const paths = Object.entries(OPERATIONS).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, one]) => [method, shown(one, path, method)])),
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: 'UTM Dispatcher',
      version,
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: Object.fromEntries(paths) as Record<string, Record<string, ReturnType<typeof shown>>>,
    components: {
      // Request bodies describe lists of events and items as `any[]`, because each entry is validated separately. Here
      // are the schemas of the entries.
      schemas: { Event: bodySchema(apiEvent), Item: bodySchema(item), Error: bodySchema(errorAnswer) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        dashboard: {
          type: 'apiKey',
          in: 'cookie',
          name: 'utm_dispatcher',
          description: 'Of the dashboard’s sign-in. Over https its name begins with __Host-.',
        },
      },
    },
  }
}

const MESSAGES: Record<number, string> = { 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'Done' }
const ERRORS = {
  '4XX': {
    description: 'The request failed. `error` has the reason.',
    content: json({ $ref: '#/components/schemas/Error' }),
  },
}

function shown(
  { summary, tag, scopes, parameters = [], body, answers }: Operation,
  path: string,
  method: string,
) {
  const needed = scopes.length
    ? `Needs a token with the scope ${scopes.join(' or ')}; admin includes all.`
    : 'Public.'
  return {
    operationId: `${method}_${path
      .replace(/^\/api\//, '')
      .replace(/\W+/g, '_')
      .replace(/_$/, '')}`,
    summary,
    description: needed,
    tags: [tag],
    ...(scopes.length ? { security: [{ token: [] }, { dashboard: [] }] } : { security: [] }),
    parameters: parameters satisfies Parameter[],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          {
            description: MESSAGES[Number(status)]!,
            ...(answer === null
              ? {}
              : { content: typeof answer === 'string' ? { [answer]: {} } : json(bodySchema(answer)) }),
          },
        ]),
      ),
      ...ERRORS,
    } as Record<string, { description: string; content?: Record<string, { schema?: Json }> }>,
  }
}

function json(schema: Json) {
  return { 'application/json': { schema } }
}

const contentOf = (body: z.ZodType | null) =>
  body === null
    ? { 'text/csv': { schema: { type: 'string' } }, 'application/json': {} }
    : json(bodySchema(body))

/** The JSON Schema of the input that a zod schema accepts. */
export function bodySchema(schema: z.ZodType): Json {
  const { $schema, ...made } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod
      // A `preprocess` accepts any input, converts it and validates the result. The document shows the schema of the
      // result, because that is what clients should send.
      if (def.type === 'pipe' && def.in._zod.def.type === 'transform')
        Object.assign(jsonSchema, bodySchema(def.out as z.ZodType))
      // For zod, a property is optional if its schema accepts any input. We make it required if `undefined` is not valid.
      if (def.type === 'object') {
        const needed = Object.entries(def.shape).filter(
          ([, one]) => !(one as z.ZodType).safeParse(undefined).success,
        )
        if (needed.length) jsonSchema.required = needed.map(([key]) => key)
      }
    },
  })
  return made
}
