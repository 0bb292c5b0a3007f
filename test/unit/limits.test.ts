import { expect, test } from 'vitest'
import { limitOf } from '../../worker/limits/limits.ts'

test.each([
  [{}, 600],
  [{ RATE_LIMIT_PER_IP: '5' }, 5],
  [{ RATE_LIMIT_PER_IP: 'unlimited' }, Infinity],
  [{ RATE_LIMIT_PER_IP: '' }, 600],
  [{ RATE_LIMIT_PER_IP: '-1' }, 600],
  [{ RATE_LIMIT_PER_IP: 'many' }, 600],
])('with the variables %j the limit is %d', (variables, limit) => {
  expect(limitOf(variables, 'RATE_LIMIT_PER_IP')).toBe(limit)
})
