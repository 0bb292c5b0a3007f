/**
 * The types of the client as its users get them: made from the schemas of the API, in one file that needs no package. In
 * the sources client/types.ts infers the same types with zod.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import * as answers from '../wire/answers/index.ts'
import { apiEvent, commerce, item, newSite, newToken, orderPut, ratesPut, sitePatch } from '../wire/schema.ts'
import { type Cells, ROWS, type RowSpec } from '../worker/metrics/reportRows.ts'
import { bodySchema } from '../worker/openapi/document.ts'
import { totalKeys } from '../worker/openapi/rows.ts'
import { ROOT } from './run.ts'

/** A JSON Schema, as far as ours use it. */
interface Json {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
  items?: Json
  properties?: Record<string, Json>
  required?: string[]
  additionalProperties?: Json | boolean
  description?: string
}

const ANSWERS = {
  ErrorAnswer: answers.errorAnswer,
  IngestAnswer: answers.ingestAnswer,
  Item: answers.itemAnswer,
  Touch: answers.touchAnswer,
  Order: answers.orderAnswer,
  Attribution: answers.attributionAnswer,
  OrderShown: answers.orderShown,
  Event: answers.eventAnswer,
  Why: answers.whyAnswer,
  AnySession: answers.sessionAnswer,
  Comparison: answers.comparisonAnswer,
  AnyReport: answers.reportAnswer,
  Site: answers.siteAnswer,
  SiteStatus: answers.statusAnswer,
  ReclassifyAnswer: answers.reclassifyAnswer,
  Token: answers.tokenAnswer,
  NewToken: answers.newTokenAnswer,
  CostsAnswer: answers.costsAnswer,
  Rate: answers.ratesAnswer.shape.rates.element,
  RatesStored: answers.ratesStored,
  Reconciliation: answers.reconcileAnswer,
  VisitorAnswer: answers.visitorAnswer,
  PersonAnswer: answers.personAnswer,
  ErasedAnswer: answers.erasedAnswer,
  HealthAnswer: answers.healthAnswer,
} satisfies Record<string, z.ZodType>

const { name: _, ...amounts } = commerce.shape
const items = z.array(item).nullish()

const BODIES = {
  EventBody: apiEvent.extend({ ...amounts, items }),
  OrderBody: orderPut,
  RateBody: ratesPut.shape.rates.element,
  SiteBody: newSite,
  SitePatch: sitePatch,
  TokenBody: newToken,
} satisfies Record<string, z.ZodType>

const UNITS: Record<Cells['unit'], string> = {
  ...{ text: 'string', instant: 'string', list: 'string[]', flag: 'boolean' },
  ...{ count: 'number', percent: 'number', money: 'number', ratio: 'number' },
}

function typeOf(schema: Json): string {
  const { $ref, type, enum: values, anyOf, oneOf, allOf, items, additionalProperties: more } = schema
  if ($ref) return $ref.replace(/^#\/\$defs\//, '')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (values) return values.map((one) => JSON.stringify(one)).join(' | ')
  const some = anyOf ?? oneOf
  if (some) return some.map(typeOf).join(' | ')
  if (allOf) return allOf.map(typeOf).join(' & ')
  if (type === 'array') return `(${typeOf(items ?? {})})[]`
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one })).join(' | ')
  if (type === 'integer') return 'number'
  if (schema.properties) return objectOf(schema)
  if (type === 'object') return `Record<string, ${typeof more === 'object' ? typeOf(more) : 'unknown'}>`
  return type ?? 'unknown'
}

const objectOf = ({ properties = {}, required = [] }: Json) =>
  `{\n${Object.entries(properties)
    .map(
      ([key, one]) => `${docOf(one.description)}${key}${required.includes(key) ? '' : '?'}: ${typeOf(one)}`,
    )
    .join('\n')}\n}`

const docOf = (text: string | undefined) => (text ? `/** ${text} */\n` : '')

function answerTypes(): string[] {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema as z.ZodType, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => id, io: 'output' })
  return Object.keys(ANSWERS).map((name) => `export type ${name} = ${typeOf(schemas[name] as Json)}`)
}

const cells = (columns: readonly Cells[], { nullable = [] }: RowSpec, mark = '') =>
  columns.map(({ key, unit }) => `${key}${mark}: ${UNITS[unit]}${nullable.includes(key) ? ' | null' : ''}`)
const braces = (lines: string[]) => `{ ${lines.join('; ')} }`

function rowTypes(): string {
  const rows = Object.entries(ROWS).map(([name, spec]: [string, RowSpec]) => {
    const names = spec.names.map(({ key }) => key)
    const others = (spec.optional ?? []).filter(({ key }) => !names.includes(key))
    const optional = [...new Map(others.map((one) => [one.key, one])).values()]
    const own = braces([...cells(spec.names, spec), ...cells(optional, spec, '?')])
    return `${name}: ${own} & Compared<${braces(cells(spec.figures, spec))}>`
  })
  return `/** The rows of each report by the name of the report. */\nexport interface ReportRows {\n${rows.join('\n')}\n}`
}

function totalTypes(): string {
  const totals = Object.entries(ROWS).map(([name, spec]: [string, RowSpec]) => {
    const keys = totalKeys(spec)
    const all = [...spec.names, ...spec.figures].filter(({ key }) => keys.includes(key))
    const compared = all.filter(({ key }) => spec.figures.some((one) => one.key === key))
    const alone = all.filter((one) => !compared.includes(one))
    return `${name}: ${braces(cells(alone, spec))} & Compared<${braces(cells(compared, spec))}>`
  })
  return `/** The total of each report. */\nexport interface ReportTotals {\n${totals.join('\n')}\n}`
}

/** The source of the file. */
export function clientTypes(): string {
  const bodies = Object.entries(BODIES).map(
    ([name, schema]) => `export type ${name} = ${typeOf(bodySchema(schema) as Json)}`,
  )
  const source = [
    '/** The types of the API. */',
    `/** Figures. With \`compare=\` beside those of the other period, and the growth in percent. */
type Compared<F> = F & { [K in keyof F as \`previous_\${K & string}\`]?: F[K] } & {
  [K in keyof F as \`change_\${K & string}\`]?: number | null
}`,
    ...answerTypes(),
    ...bodies,
    rowTypes(),
    totalTypes(),
    `export type SessionShown = Omit<AnySession, 'session'> & { session: ReportRows['sessions'] & { language: string | null } }`,
  ].join('\n\n')
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=types.d.ts'], {
    cwd: ROOT,
    input: `${source}\n`,
    encoding: 'utf8',
  })
}
