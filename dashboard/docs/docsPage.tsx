/** The page /api/docs: shows the API from the OpenAPI document that the Worker serves, with a form for each call. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Document, groupsOf } from './apiDocument.ts'
import { CallCard } from './callCard.tsx'
import './docsStyle.css'

function Page() {
  const [document, setDocument] = useState<Document | string>('Loading …')
  const [token, setToken] = useState('')
  useEffect(() => {
    fetch('/api/openapi.json')
      .then((answer) => answer.json() as Promise<Document>)
      .then(setDocument, (error: unknown) => setDocument(String(error)))
  }, [])
  if (typeof document === 'string') return <p>{document}</p>
  return (
    <>
      <h1>
        {document.info.title}: the API <small>{document.info.version}</small>
      </h1>
      <p>{document.info.description}</p>
      <p>
        <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1)
      </p>
      <label class="field">
        <span>Token</span>
        <input
          type="password"
          autocomplete="off"
          value={token}
          onInput={({ currentTarget }) => setToken(currentTarget.value.trim())}
        />
        <small>Not kept. Who is signed in to the dashboard needs none to read.</small>
      </label>
      {groupsOf(document).map(([tag, calls]) => (
        <section key={tag}>
          <h2>{tag}</h2>
          {calls.map((call) => (
            <CallCard key={call.operation.operationId} call={call} token={token} />
          ))}
        </section>
      ))}
    </>
  )
}

render(<Page />, document.getElementById('app')!)
