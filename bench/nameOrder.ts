/**
 * Looks for an order of the script's short names (`NAME_ORDER` of tools/nameOrder.ts) with which it is smaller, and prints
 * the best one. Each try exchanges two names; an exchange that makes the script larger is undone.
 * `node bench/nameOrder.ts 500` tries 500 times.
 */
import { build } from 'esbuild'
import { brotliBytes } from '../tools/budget.ts'
import { minifyScript, optionsOf } from '../tools/bundles.ts'
import { NAME_ORDER } from '../tools/nameOrder.ts'
import { print } from '../tools/output.ts'

/** Only this many names are used more than rarely. */
const FREQUENT = 36

const tries = Number(process.argv[2] ?? 300)
const { outputFiles } = await build(optionsOf('sdk'))
const code = outputFiles![0]!.text
const sizeOf = async (order: string[]) => brotliBytes(await minifyScript(code, false, order.join('')))

let best = [...NAME_ORDER]
let size = await sizeOf(best)
for (let i = 0; i < tries; i++) {
  const [a, b] = [Math.floor(Math.random() * 24), Math.floor(Math.random() * FREQUENT)] as [number, number]
  const next = best.with(a, best[b]!).with(b, best[a]!)
  const nextSize = await sizeOf(next)
  if (nextSize > size) continue
  best = next
  size = nextSize
}
print(`${size} bytes: ${best.join('')}`)
