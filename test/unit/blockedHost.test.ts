/** The check in Installation: a host name that public block lists know. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blockedHost } from '../../dashboard/features/install/blockedHost.ts'

test.each([
  ['utm.shop.example', 'all'],
  ['UTM.shop.example', 'all'],
  ['matomo.shop.example', 'all'],
  ['stats.shop.example', 'some'],
  ['analytics.shop.com.ua', 'some'],
  ['tracking.shop.example', 'some'],
  ['data.shop.example', undefined],
  ['utm-dispatcher.shop.workers.dev', undefined],
  ['shop.example', undefined],
  ['www.stats.example', undefined],
  ['mystats.shop.example', undefined],
  ['stats', undefined],
  ['localhost', undefined],
  ['127.0.0.1', undefined],
])('%s: %s', (host, blocks) => {
  expect(blockedHost(host)?.blocks).toBe(blocks)
})

test('the docs recommend no such name', () => {
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    ...globSync('docs/**/*.md'),
    ...globSync('{client,sdk}/**/*.ts'),
  ]
  const blocked = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/https?:\/\/([\w.-]+)/g)]
      .filter(([, host]) => blockedHost(host!))
      .map(([url]) => `${file}: ${url}`),
  )
  expect(blocked).toEqual([])
})
