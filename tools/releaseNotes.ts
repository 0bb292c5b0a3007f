/** The text work of a release: the next version, and the changelog with the released changes under it. Pure. */

const BUMPS = ['major', 'minor', 'patch'] as const

/**
 * The version after `current`.
 *
 * @param bump `major`, `minor` or `patch`, or the new version itself, such as `1.2.0`, which must be higher
 */
export function nextVersion(current: string, bump: string): string {
  const numbers = current.split('.').map(Number)
  const level = (BUMPS as readonly string[]).indexOf(bump)
  if (level >= 0) return numbers.map((n, i) => (i < level ? n : i === level ? n + 1 : 0)).join('.')
  if (!/^\d+\.\d+\.\d+$/.test(bump))
    throw new Error(`"${bump}" is no version. Give ${BUMPS.join(', ')} or a version such as 1.2.0.`)
  const given = bump.split('.').map(Number)
  const differing = given.findIndex((n, i) => n !== numbers[i])
  if (differing < 0 || given[differing]! < numbers[differing]!)
    throw new Error(`${bump} is not higher than the current version ${current}.`)
  return bump
}

const UNRELEASED = '## [Unreleased]\n'

/**
 * Moves what is under `## [Unreleased]` to a heading with the version and its date (`2026-11-29`), and leaves an empty
 * `## [Unreleased]` above it. Throws if there is nothing to release.
 */
export function releaseChangelog(changelog: string, version: string, date: string) {
  const start = changelog.indexOf(UNRELEASED)
  if (start < 0) throw new Error('CHANGELOG.md has no heading "## [Unreleased]".')
  const after = start + UNRELEASED.length
  const next = changelog.indexOf('\n## ', after)
  const notes = changelog.slice(after, next < 0 ? undefined : next).trim()
  if (!notes) throw new Error('CHANGELOG.md has no changes under "## [Unreleased]".')
  const rest = next < 0 ? '' : changelog.slice(next)
  return {
    notes,
    changelog: `${changelog.slice(0, after)}\n## [${version}] - ${date}\n\n${notes}\n${rest}`,
  }
}
