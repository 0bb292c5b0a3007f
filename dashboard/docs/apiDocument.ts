/** The parts of an OpenAPI document that the page shows, and the URL for a form's values. */

export interface Parameter {
  name: string
  in: 'query' | 'path'
  required?: boolean
  description: string
  schema: { enum?: string[]; type?: string; default?: unknown; examples?: unknown[]; maximum?: number }
}

export interface Operation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema?: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema?: object }> }>
}

export interface Document {
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, Operation>>
}

/** One call of the API. */
export interface Call {
  method: string
  path: string
  operation: Operation
}

/** Calls by tag, in the document's order. */
export function groupsOf({ paths }: Document): [tag: string, calls: Call[]][] {
  const groups = new Map<string, Call[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [tag = ''] = operation.tags
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }])
    }
  return [...groups]
}

/** The URL of a call with these values. Empty values are left out; each line of a list is one value. */
export function addressOf({ path, operation }: Call, values: Record<string, string>): string {
  const query = new URLSearchParams()
  let filled = path
  for (const { name, in: place, schema } of operation.parameters) {
    const value = values[name] ?? ''
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(value))
    else
      for (const one of schema.type === 'array' ? value.split('\n') : [value])
        if (one) query.append(name, one)
  }
  return query.size ? `${filled}?${query}` : filled
}
