/**
 * Why a session has its source, medium and channel, as data: `why.reasons` of the API. The texts for people are elsewhere:
 * English in worker/classify/explain.ts, other languages in the dashboard. Imports nothing.
 */

/** What kind of site a source or a referrer is. */
export const KINDS = [
  ...(['search', 'social', 'video', 'shopping', 'email', 'ai', 'other'] as const),
  ...(['own', 'ignored', 'gateway', 'sign_in'] as const),
] as const
type Kind = (typeof KINDS)[number]

/** What a channel rule looks at. */
export const FIELDS = ['source', 'medium', 'campaign'] as const
export type Field = (typeof FIELDS)[number]

/** How a text fits the pattern of a channel rule. `of`: the words of the pattern. */
export type Match =
  | { code: 'one_of' | 'contains' | 'ends_with'; of: readonly string[] }
  | { code: 'paid' | 'shopping' }

/** One fact that decided. */
export type Reason =
  | { code: 'parameter' | 'no_parameter'; parameter: string }
  /** The parameter holds a macro that was not filled in. */
  | { code: 'macro'; parameter: string; macro: string }
  /** There is no referrer, but the visitor's browser is part of this app. */
  | { code: 'inferred'; app: string }
  | { code: 'click_id'; click_id: string; source: string; medium: string }
  | { code: 'click_id_referrer'; click_id: string; host: string }
  | { code: 'referrer'; host: string; kind: Kind }
  | { code: 'no_campaign' | 'no_referrer' }
  | { code: 'no_rule'; source: string; medium: string }
  | { code: 'is_kind'; field: Field; value: string; kind: Kind }
  | (Match & { field: Field; value: string })

/** The reasons of each decision. All reasons of one list are true together. */
export type Reasons = Record<'source' | 'medium' | 'channel', readonly Reason[]>

/** What one language needs to write reasons. */
export interface ReasonPhrases {
  /**
   * A sentence for each code. `{host}` is replaced by the reason's `host`, in the same form whatever it is: choose words
   * that need not agree with it. Of a list of values, `{of or }` puts ` or ` before the last one and `, ` between the others.
   */
  codes: Record<Reason['code'], string>
  /** Names of the values of `{kind}` and `{field}`. */
  names: { kind: Record<Kind, string>; field: Record<Field, string> }
  /** What joins two reasons: two conditions of one channel rule, or two other facts. */
  and: { conditions: string; facts: string }
}

/**
 * Writes a list of reasons as one phrase.
 * @param shown how to write a value that comes from the landing, such as `(not set)`; as it is by default
 */
export function phraseOf(
  reasons: readonly Reason[],
  phrases: ReasonPhrases,
  shown = (value: string) => value,
): string {
  const and = reasons.some((reason) => 'field' in reason) ? phrases.and.conditions : phrases.and.facts
  return reasons.map((reason) => sentenceOf(reason, phrases, shown)).join(and)
}

function sentenceOf(reason: Reason, phrases: ReasonPhrases, shown: (value: string) => string): string {
  const values: Record<string, string | readonly string[]> = reason
  const names: Record<string, Record<string, string>> = phrases.names
  // A dashboard that was loaded before the Worker was updated can get a code that it does not know: it shows the code.
  const sentence = (phrases.codes as Record<string, string>)[reason.code] ?? reason.code
  return sentence.replace(/\{(\w+)([^}]*)\}/g, (_, name: string, beforeLast: string) => {
    const value = values[name]!
    if (typeof value === 'string') return names[name]?.[value] ?? shown(value)
    const words = value.map(shown)
    const last = words.pop()!
    return words.length ? words.join(', ') + beforeLast + last : last
  })
}
