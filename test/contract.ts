/** Compares answers with the document of the API that the Worker serves. */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'

interface Document {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema?: Schema }> }> }>
  >
  components: Record<string, unknown>
}

export interface Contract {
  document: Document
  /** Every difference between an answer and the document. Empty if there is none, or if the path is not in the document. */
  differences(method: string, path: string, status: number, body: unknown): string[]
}

/** A pattern for the paths of a template. The value of a parameter has no slash. */
const matcher = (template: string) =>
  new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)

export function readContract(document: Document): Contract {
  const paths = Object.entries(document.paths).map(([template, methods]) => ({
    template,
    methods,
    pattern: matcher(template),
  }))
  // Paths without parameters come first, because a pattern with a parameter may match them, too.
  paths.sort((a, b) => Number(a.template.includes('{')) - Number(b.template.includes('{')))
  const validators = new Map<string, Validator>()
  return {
    document,
    differences(method, path, status, body) {
      const [pathname] = path.split('?') as [string]
      const found = paths.find(({ pattern }) => pattern.test(pathname))
      if (!found) return []
      const operation = found.methods[method.toLowerCase()]
      if (!operation) return status === 404 ? [] : [`${method} ${found.template} is not in the document`]
      const { responses } = operation
      const response = responses[status] ?? responses[`${Math.floor(status / 100)}XX`]
      if (!response) return [`${method} ${found.template} may not answer ${status}`]
      const schema = response.content?.['application/json']?.schema
      if (!schema) return []
      const key = `${method} ${found.template} ${status}`
      const validator =
        validators.get(key) ??
        new Validator({ ...schema, components: document.components } as Schema, '2020-12', false)
      validators.set(key, validator)
      return validator.validate(body).errors.map((error) => `${key}: ${textOf(error)}`)
    },
  }
}

const textOf = ({ instanceLocation, error }: OutputUnit) => `${instanceLocation} ${error}`
