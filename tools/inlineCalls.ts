/** An esbuild plugin for the script: puts functions that one file calls, once each, in the place of their calls. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'

/** A call on a line of its own, and the names to which the parts of its result are given. */
const CALL = /^( *)(?:const \[([\w, ]+)\] = )?(\w+)\(([\w, ]*)\)$/gm
const IMPORT = /^import (type )?\{([^}]*)\} from '(\.[^']+)'\n/gm

/** The names of a function's parameters, without their types. Brackets in a type may hold further names. */
function parametersOf(text: string): string {
  let depth = 0
  const names: string[] = ['']
  for (const character of text.replaceAll('=>', '')) {
    if ('([{<'.includes(character)) depth++
    if (')]}>'.includes(character)) depth--
    if (character === ',' && depth === 0) names.push('')
    else names.push(names.pop() + character)
  }
  return names
    .map((one) => one.split(/[?:]/)[0]!.trim())
    .filter(Boolean)
    .join(', ')
}

/** The parameters of an exported function of a file, and its body without what it returns. */
function readFunction(name: string, source: string, file: string) {
  const [, parameters, body] =
    new RegExp(`^export function ${name}\\(([\\s\\S]*?)\\)(?:: void)? \\{\\n([\\s\\S]*?)\\n\\}$`, 'm').exec(
      source,
    ) ?? []
  if (parameters === undefined || body === undefined)
    throw new Error(`${file} has no function ${name} to inline`)
  const [, returned = ''] = /^ {2}return \[([\w, ]+)\] as const$/m.exec(body) ?? []
  return { parameters: parametersOf(parameters), returned, body: body.replace(/^ {2}return \[.*$/m, '') }
}

/**
 * The code of a file with these functions in the place of their calls. A function may be inlined only if it is called with the
 * names of its parameters, and if the parts of its result get the names that they have in it. Throws for any other call.
 * @param functions the file of each function, relative to the folder
 */
export function inlineCalls(code: string, functions: Record<string, string>, folder: string): string {
  const imports = new Map<string, Set<string>>()
  const collect = (source: string) => {
    for (const [, isType, names, from] of source.matchAll(IMPORT))
      for (const name of isType ? [] : names!.split(',').map((one) => one.trim()))
        if (name && !name.startsWith('type ') && !functions[name])
          imports.set(from!, (imports.get(from!) ?? new Set()).add(name))
  }
  collect(code)
  const inlined = code.replace(
    CALL,
    (line, indent: string, results: string | undefined, name: string, given: string) => {
      const file = functions[name]
      if (!file) return line
      const source = readFileSync(join(folder, file), 'utf8')
      const { parameters, returned, body } = readFunction(name, source, file)
      if (given !== parameters || (results ?? '') !== returned)
        throw new Error(`${name} is inlined: it must be called as [${returned}] = ${name}(${parameters})`)
      collect(source)
      return results ? body : `${indent}{\n${body}\n${indent}}`
    },
  )
  const missing = Object.keys(functions).filter((name) =>
    new RegExp(`^[^*/]*\\b${name}\\(`, 'm').test(inlined),
  )
  if (missing.length) throw new Error(`not inlined, because its call is not on a line of its own: ${missing}`)
  const lines = [...imports].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}'\n`)
  return lines.join('') + inlined.replace(IMPORT, '')
}

/** @param file the file with the calls */
export const inlinePlugin = (file: string, functions: Record<string, string>): Plugin => ({
  name: 'inline calls',
  setup(build) {
    build.onLoad({ filter: new RegExp(`/${file}$`) }, ({ path }) => ({
      contents: inlineCalls(readFileSync(path, 'utf8'), functions, dirname(path)),
      loader: 'ts',
    }))
  },
})
