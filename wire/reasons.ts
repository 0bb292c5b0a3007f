/** Why a session has its source, medium and channel: each reason as data, and its phrase in every language. Imports nothing. */

type Phrase = Record<'en' | 'uk', string>
export type Tongue = keyof Phrase

/** What the values of two places are called. A kind's English follows “is”; its Ukrainian follows a dash. */
export const NAMES = {
  kind: {
    search: { en: 'a search engine', uk: 'пошукова система' },
    social: { en: 'a social network', uk: 'соцмережа' },
    video: { en: 'a video site', uk: 'відеосервіс' },
    shopping: { en: 'a shopping site', uk: 'торговий майданчик' },
    email: { en: 'a webmail page', uk: 'вебпошта' },
    ai: { en: 'an AI assistant', uk: 'ШІ-помічник' },
    other: { en: 'another site', uk: 'інший сайт' },
    own: { en: 'the site itself', uk: 'цей самий сайт' },
    ignored: { en: 'on the ignored list', uk: 'одне з ігнорованих' },
    gateway: { en: 'a payment gateway', uk: 'платіжна система' },
    sign_in: { en: 'a sign-in page', uk: 'сторінка авторизації' },
  },
  field: {
    source: { en: 'source', uk: 'джерело' },
    medium: { en: 'medium', uk: 'тип' },
    campaign: { en: 'campaign', uk: 'кампанія' },
  },
} as const satisfies Record<string, Record<string, Phrase>>
export type Kind = keyof typeof NAMES.kind
export type Field = keyof typeof NAMES.field

/** What a rule's pattern says of a text that it fits. */
export type Saying =
  | { code: 'one_of' | 'contains' | 'ends_with'; of: readonly string[] }
  | { code: 'paid' | 'shopping' }

/** One fact that decided. Those of a list hold together. */
export type Reason =
  | { code: 'parameter' | 'no_parameter'; parameter: string }
  | { code: 'click_id'; click_id: string; source: string; medium: string }
  | { code: 'click_id_referrer'; click_id: string; host: string }
  | { code: 'referrer'; host: string; kind: Kind }
  | { code: 'no_campaign' | 'no_referrer' }
  | { code: 'no_rule'; source: string; medium: string }
  | { code: 'is_kind'; field: Field; value: string; kind: Kind }
  | (Saying & { field: Field; value: string })

/** By what a session is reported. */
export type Reasons = Record<'source' | 'medium' | 'channel', readonly Reason[]>

/**
 * A place in braces takes the value of that name, whatever it is: no word beside it may bend to it. What follows the
 * name stands before the last of several values; commas part the others.
 */
export const PHRASES: Record<Reason['code'], Phrase> = {
  parameter: { en: '{parameter}', uk: 'параметр {parameter}' },
  no_parameter: { en: 'no {parameter}', uk: 'параметра {parameter} немає' },
  click_id: {
    en: 'click id {click_id} implies {source} / {medium}',
    uk: 'ідентифікатор кліку {click_id} вказує на {source} / {medium}',
  },
  click_id_referrer: {
    en: 'click id {click_id} and referrer {host}',
    uk: 'ідентифікатор кліку {click_id} і джерело переходу {host}',
  },
  referrer: { en: 'referrer {host} is {kind}', uk: 'джерело переходу {host} — {kind}' },
  no_referrer: { en: 'no referrer', uk: 'джерело переходу не передано' },
  no_campaign: { en: 'no campaign parameters', uk: 'параметрів кампанії немає' },
  is_kind: { en: '{field} {value} is {kind}', uk: '{field} {value} — {kind}' },
  one_of: { en: '{field} {value} is one of {of, }', uk: '{field} {value} збігається з {of або }' },
  contains: { en: '{field} {value} contains {of or }', uk: '{field} {value} містить {of або }' },
  ends_with: { en: '{field} {value} ends with {of or }', uk: '{field} {value} закінчується на {of або }' },
  paid: { en: '{field} {value} is a paid medium', uk: '{field} {value} означає платний трафік' },
  shopping: {
    en: '{field} {value} names a shopping campaign',
    uk: '{field} {value} за назвою стосується покупок',
  },
  no_rule: {
    en: 'no rule fits source {source} and medium {medium}',
    uk: 'для джерела {source} і типу {medium} немає правила',
  },
}

/** Between the conditions of a rule, and between facts that leave a value open. */
const AND = {
  conditions: { en: ' and ', uk: ', а ' },
  facts: { en: ', and ', uk: ', а ' },
} as const satisfies Record<string, Phrase>

/** Reasons as one phrase. `shown` writes the values that are data, as the reader knows them from elsewhere. */
export function phrase(reasons: readonly Reason[], tongue: Tongue, shown = (value: string) => value): string {
  const and = reasons.some((reason) => 'field' in reason) ? AND.conditions : AND.facts
  return reasons.map((reason) => filled(reason, tongue, shown)).join(and[tongue])
}

function filled(reason: Reason, tongue: Tongue, shown: (value: string) => string): string {
  const values: Record<string, string | readonly string[]> = reason
  const names: Record<string, Record<string, Phrase>> = NAMES
  // A page that is open while the Worker is renewed may meet a reason that it does not know yet: it shows the code.
  const phrases: Record<string, Phrase> = PHRASES
  const text = phrases[reason.code]?.[tongue] ?? reason.code
  return text.replace(/\{(\w+)([^}]*)\}/g, (_, place: string, or: string) => {
    const value = values[place]!
    if (typeof value === 'string') return names[place]?.[value]?.[tongue] ?? shown(value)
    const words = value.map(shown)
    const last = words.pop()!
    return words.length ? words.join(', ') + or + last : last
  })
}
