/** Form fields with their labels, rules and hints. The browser and the server check the same rules. */
import { html } from 'hono/html'
import type { Html } from './page.ts'

export interface Field {
  name: string
  label: string
  type: 'text' | 'tel' | 'email'
  autocomplete: string
  /** An HTML `pattern`: a regular expression with the flag v that the whole value must match. */
  pattern: string
  /** Shown if the value does not match the pattern. */
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

const MAX_CHARS = 120

/** The names of the fields whose value in the form is invalid. */
export const invalidFields = (fields: readonly Field[], form: URLSearchParams): string[] =>
  fields
    .filter(({ name, pattern }) => {
      const value = form.get(name) ?? ''
      return value.length > MAX_CHARS || !new RegExp(`^(?:${pattern})$`, 'v').test(value)
    })
    .map(({ name }) => name)

/** A field with its label, the value that was typed before, and the hint if that value is invalid. */
export function input(field: Field, form: URLSearchParams, invalid: readonly string[]): Html {
  const { name, label, type, autocomplete, pattern, hint } = field
  const isInvalid = invalid.includes(name)
  return html`
    <label class="field">${label}
      <input name="${name}" type="${type}" autocomplete="${autocomplete}" pattern="${pattern}" title="${hint}"
        maxlength="${MAX_CHARS}" value="${form.get(name) ?? ''}" required
        ${isInvalid ? html`aria-invalid="true" aria-describedby="${name}-wrong"` : ''}>
      ${isInvalid ? html`<span class="wrong" id="${name}-wrong">${hint}</span>` : ''}
    </label>`
}

/** The option with that name, or the first one if there is none. */
export const optionOf = (options: Record<string, string>, given: string | null): string =>
  given !== null && Object.hasOwn(options, given) ? given : Object.keys(options)[0]!

/** Radio buttons. The first one is chosen if the form has no choice yet. */
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
