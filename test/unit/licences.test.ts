import { describe, expect, it } from 'vitest'
import { checkDependencies } from '../../tools/checkDependencies.ts'
import { checkLicences, thirdPartyNotices } from '../../tools/thirdPartyNotices.ts'

const one = { name: 'some-package', version: '1.0.0', licence: 'MIT', text: 'Permission is hereby granted' }

describe('what ships', () => {
  it('has allowed licences with their texts', () => {
    expect(checkLicences([one])).toBe('1 packages')
    expect(() => checkLicences([{ ...one, licence: 'AGPL-3.0-or-later' }])).toThrow(
      'some-package has the licence “AGPL',
    )
    expect(() => checkLicences([{ ...one, licence: 'GPL-3.0' }])).toThrow('GPL-3.0')
    expect(() => checkLicences([{ ...one, licence: '' }])).toThrow('the licence “”')
    expect(() => checkLicences([{ ...one, text: '' }])).toThrow('no licence file')
  })

  it('carries the texts, also of data with a licence of its own', () => {
    const notices = thirdPartyNotices([one, { ...one, name: 'tldts' }])
    expect(notices).toContain('some-package 1.0.0 (MIT)\n\nPermission is hereby granted')
    expect(notices).toContain('Mozilla Public License 2.0')
  })
})

it('each dependency has a reason, and no other package has one', () => {
  expect(checkDependencies()).toMatch(/each with a reason/)
  expect(() => checkDependencies('| `left-pad` | pads |')).toThrow(/no reason for hono[\s\S]*lists left-pad/)
})
