import { describe, expect, it } from 'vitest'
import { open, seal } from '../../worker/secrets/seal.ts'

const KEY = Buffer.alloc(32, 1).toString('base64')

describe('a sealed secret', () => {
  it('is opened with its key and its purpose only, and shows nothing of the secret', async () => {
    const sealed = await seal(KEY, 'identify 1', 'пароль')
    expect(await open(KEY, 'identify 1', sealed)).toBe('пароль')
    expect(await seal(KEY, 'identify 1', 'пароль')).not.toBe(sealed)
    const other = Buffer.alloc(32, 2).toString('base64')
    for (const [key, purpose, text] of [
      [other, 'identify 1', sealed],
      [KEY, 'identify 2', sealed],
      [KEY, 'identify 1', `${sealed.slice(0, -4)}AAA=`],
      [KEY, 'identify 1', 'nonsense'],
    ] as const)
      await expect(open(key, purpose, text)).rejects.toMatchObject({ status: 501 })
  })

  it.each([[undefined], [''], ['c2hvcnQ='], ['not base64!']])(
    'needs a key of 32 bytes, not %j',
    async (key) => {
      await expect(seal(key, 'identify 1', 'x')).rejects.toMatchObject({
        status: 501,
        code: 'not_configured',
      })
    },
  )
})
