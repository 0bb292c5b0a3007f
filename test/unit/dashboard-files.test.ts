/** The names of the dashboard's files are unique. */
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'

test('no two files of the dashboard have the same name without the extension', () => {
  const stems = globSync('dashboard/**/*.*').map((file) => basename(file).replace(/\.[^.]+$/, ''))
  expect(stems.filter((stem, at) => stems.indexOf(stem) !== at)).toEqual([])
})
