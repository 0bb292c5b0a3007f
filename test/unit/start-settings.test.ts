import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readSettings } from '../../tools/settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  vi.stubEnv('DATA_DIR', folder)
  vi.stubEnv('ADMIN_TOKEN', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('the admin token of npm start', () => {
  it('is made once and kept, if none is given', () => {
    const { adminToken } = readSettings()
    expect(adminToken.length).toBeGreaterThanOrEqual(16)
    expect(readSettings().adminToken).toBe(adminToken)
  })

  it('may be given, with at least 16 characters', () => {
    vi.stubEnv('ADMIN_TOKEN', '0123456789abcdef')
    expect(readSettings().adminToken).toBe('0123456789abcdef')
    vi.stubEnv('ADMIN_TOKEN', '0123456789abcde')
    expect(readSettings).toThrow(/at least 16 characters/)
  })

  it('may be shorter if the data folder was there before, because it may be in use', () => {
    mkdirSync(join(folder, 'state'))
    vi.stubEnv('ADMIN_TOKEN', 'a')
    expect(readSettings().adminToken).toBe('a')
  })
})
