/** The files of the dashboard: a name says what a file is, and is used once. */
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'

test('no two files of the dashboard have the same name without its ending', () => {
  const stems = globSync('dashboard/**/*.*').map((file) => basename(file).replace(/\.[^.]+$/, ''))
  expect(stems.filter((stem, at) => stems.indexOf(stem) !== at)).toEqual([])
})
