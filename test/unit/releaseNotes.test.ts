/** The version and the changelog of a release. */
import { expect, test } from 'vitest'
import { nextVersion, releaseChangelog } from '../../tools/releaseNotes.ts'

test.each([
  ['0.1.9', 'patch', '0.1.10'],
  ['0.1.9', 'minor', '0.2.0'],
  ['0.1.9', 'major', '1.0.0'],
  ['0.9.0', '0.10.0', '0.10.0'],
])('from %s, the release %s has the version %s', (current, bump, next) => {
  expect(nextVersion(current, bump)).toBe(next)
})

test.each(['0.1.9', '0.1.8', '0.0.10', 'v0.2.0', 'huge'])('from 0.1.9, the release %s is refused', (bump) => {
  expect(() => nextVersion('0.1.9', bump)).toThrow(bump)
})

const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n'

test('the unreleased changes get the version and the date below a new empty heading', () => {
  const { notes, changelog } = releaseChangelog(CHANGELOG, '0.2.0', '2026-11-29')
  expect(notes).toBe('### Added\n\n- A thing.')
  expect(changelog).toBe(
    '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-29\n\n### Added\n\n- A thing.\n',
  )
  const later = changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- Another thing.\n')
  expect(releaseChangelog(later, '0.3.0', '2026-12-01').changelog).toBe(
    '# Changelog\n\n## [Unreleased]\n\n## [0.3.0] - 2026-12-01\n\n- Another thing.\n\n## [0.2.0] - 2026-11-29\n\n### Added\n\n- A thing.\n',
  )
})

test('a changelog without unreleased changes is refused', () => {
  const { changelog } = releaseChangelog(CHANGELOG, '0.2.0', '2026-11-29')
  expect(() => releaseChangelog(changelog, '0.3.0', '2026-12-01')).toThrow('no changes')
})
