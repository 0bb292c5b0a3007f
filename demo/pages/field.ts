/** Form fields with their labels, rules and complaints: the same rules in the browser and on the server. */
import { html } from 'hono/html'
import type { Html } from './page.ts'

export interface Field {
  name: string
  label: string
  type: 'text' | 'tel' | 'email'
  autocomplete: string
  /** An HTML `pattern`, which is a whole regular expression with the flag v. */
  pattern: string
  /** What to write, said when the pattern is not met. */
  hint: string
}

export const NAME: Field = {
  name: 'name',
  label: 'First and last name',
  type: 'text',
  autocomplete: 'name',
  pattern: String.raw`.*\S.*`,
  hint: 'Write your name.',
}

export const PHONE: Field = {
  name: 'phone',
  label: 'Phone',
  type: 'tel',
  autocomplete: 'tel',
  pattern: String.raw`\s*\+?[\d \(\)\-]{9,18}\s*`,
  hint: 'Write a phone number, such as +380 44 000 00 00.',
}

export const EMAIL: Field = {
  name: 'email',
  label: 'E-mail',
  type: 'email',
  autocomplete: 'email',
  pattern: String.raw`\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*`,
  hint: 'Write an e-mail address.',
}

const MOST_CHARS = 120

/** Names of the fields that the form does not fill as it should. */
export const unmet = (fields: readonly Field[], form: URLSearchParams): string[] =>
  fields
    .filter(({ name, pattern }) => {
      const value = form.get(name) ?? ''
      return value.length > MOST_CHARS || !new RegExp(`^(?:${pattern})$`, 'v').test(value)
    })
    .map(({ name }) => name)

/** A labelled field, with what was typed before and what is wrong with it. */
export function input(field: Field, form: URLSearchParams, complaints: readonly string[]): Html {
  const { name, label, type, autocomplete, pattern, hint } = field
  const wrong = complaints.includes(name)
  return html`
    <label class="field">${label}
      <input name="${name}" type="${type}" autocomplete="${autocomplete}" pattern="${pattern}" title="${hint}"
        maxlength="${MOST_CHARS}" value="${form.get(name) ?? ''}" required
        ${wrong ? html`aria-invalid="true" aria-describedby="${name}-wrong"` : ''}>
      ${wrong ? html`<span class="wrong" id="${name}-wrong">${hint}</span>` : ''}
    </label>`
}

/** The option of that name, or the first when there is none. */
export const optionOf = (options: Record<string, string>, given: string | null): string =>
  given !== null && Object.hasOwn(options, given) ? given : Object.keys(options)[0]!

/** One of several, the first chosen unless the form says otherwise. */
export function choice(
  name: string,
  legend: string,
  options: Record<string, string>,
  form: URLSearchParams,
): Html {
  const chosen = optionOf(options, form.get(name))
  return html`
    <fieldset>
      <legend>${legend}</legend>
      ${Object.entries(options).map(
        ([value, label]) => html`
        <label class="option">
          <input type="radio" name="${name}" value="${value}" ${value === chosen ? 'checked' : ''}> ${label}
        </label>`,
      )}
    </fieldset>`
}
