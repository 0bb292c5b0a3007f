/** One call of the API: its parameters, a form to try it, and the answer. */
import { useId, useState } from 'preact/hooks'
import { addressOf, type Call, type Parameter } from './apiDocument.ts'

/** The answer. A file is offered for download instead of shown. */
interface Outcome {
  status: string
  text: string
  file?: { url: string; name: string }
}

/** Longer answers are shown cut. */
const SHOWN_CHARS = 20_000

export function CallCard({ call, token }: { call: Call; token: string }) {
  const { method, path, operation } = call
  const [values, setValues] = useState<Record<string, string>>({})
  const [body, setBody] = useState('')
  const [outcome, setOutcome] = useState<Outcome>()
  const types = Object.keys(operation.requestBody?.content ?? {})
  const address = addressOf(call, values)

  async function send(event: Event) {
    event.preventDefault()
    setOutcome({ status: '…', text: '' })
    setOutcome(await outcomeOf(address, method, token, types.length ? { body, type: types.at(-1)! } : null))
  }

  return (
    <details class="call" id={operation.operationId}>
      <summary>
        <code class={`method ${method}`}>{method.toUpperCase()}</code> <code>{path}</code>{' '}
        <span>{operation.summary}</span>
      </summary>
      <p>{operation.description}</p>
      <form onSubmit={send}>
        {operation.parameters.map((one) => (
          <Field
            key={one.name}
            parameter={one}
            value={values[one.name] ?? ''}
            set={(value) => setValues({ ...values, [one.name]: value })}
          />
        ))}
        {types.length > 0 && (
          <label class="field">
            <span>Body ({types.join(' or ')})</span>
            <textarea rows={6} value={body} onInput={({ currentTarget }) => setBody(currentTarget.value)} />
          </label>
        )}
        <p>
          <button type="submit">Send</button> <code class="address">{address}</code>
        </p>
      </form>
      {outcome && (
        <section aria-live="polite">
          <p>
            <b>{outcome.status}</b>{' '}
            {outcome.file && (
              <a href={outcome.file.url} download={outcome.file.name}>
                {outcome.file.name}
              </a>
            )}
          </p>
          <pre>{outcome.text}</pre>
        </section>
      )}
      <details>
        <summary>Schemas</summary>
        <pre>
          {JSON.stringify({ requestBody: operation.requestBody, responses: operation.responses }, null, 2)}
        </pre>
      </details>
    </details>
  )
}

interface FieldProps {
  parameter: Parameter
  value: string
  set(value: string): void
}

function Field({ parameter: { name, required, description, schema }, value, set }: FieldProps) {
  const change = ({ currentTarget }: { currentTarget: { value: string } }) => set(currentTarget.value)
  const hint = schema.default === undefined ? (schema.examples?.[0] ?? '') : schema.default
  const id = useId()
  return (
    <div class="field">
      <label for={id}>
        {name}
        {required && ' *'}
      </label>
      {schema.enum ? (
        <select id={id} value={value} required={required} onChange={change}>
          <option value="">{schema.default === undefined ? '' : `(${schema.default})`}</option>
          {schema.enum.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      ) : schema.type === 'array' ? (
        <textarea id={id} rows={2} value={value} placeholder="one a line" onInput={change} />
      ) : (
        <input id={id} value={value} required={required} placeholder={String(hint)} onInput={change} />
      )}
      <small>{description}</small>
    </div>
  )
}

async function outcomeOf(
  address: string,
  method: string,
  token: string,
  sent: { body: string; type: string } | null,
): Promise<Outcome> {
  try {
    const answer = await fetch(address, {
      method: method.toUpperCase(),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(sent ? { 'content-type': sent.type } : {}),
      },
      body: sent?.body ?? null,
    })
    const status = `${answer.status} ${answer.statusText}`
    const name = answer.headers.get('content-disposition')?.match(/filename="(.*)"/)?.[1]
    if (name) return { status, text: '', file: { url: URL.createObjectURL(await answer.blob()), name } }
    const text = await answer.text()
    return { status, text: pretty(text).slice(0, SHOWN_CHARS) }
  } catch (error) {
    return { status: 'no answer', text: String(error) }
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
