/**
 * `npm run release -- minor`: makes a release. Sets the version, dates the changelog, runs `npm run check` (which builds
 * and checks the package), commits and tags. It pushes and publishes nothing: it prints the commands for that.
 *
 * The argument is `major`, `minor`, `patch` or a version. With `--dry-run` every step runs except for the commit and the
 * tag, and all files are restored.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { utcDay } from '../wire/time.ts'
import { print, printError, step } from './output.ts'
import { nextVersion, releaseChangelog } from './releaseNotes.ts'
import { endOnSignal, ROOT, run, runNpm, runScript } from './run.ts'

/** The files that a release changes. */
const FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'] as const
const BRANCH = 'main'

const git = (...args: string[]) => run('git', args)

async function checkWorkingTree() {
  if (await git('status', '--porcelain')) throw new Error('There are changes that are not committed.')
  const branch = await git('branch', '--show-current')
  if (branch !== BRANCH) throw new Error(`Releases are made from ${BRANCH}, and this is ${branch}.`)
}

async function release(bump: string, isDryRun: boolean) {
  if (!isDryRun) await checkWorkingTree()
  const before = new Map(FILES.map((file) => [file, readFileSync(file, 'utf8')]))
  const current = (JSON.parse(before.get('package.json')!) as { version: string }).version
  const version = nextVersion(current, bump)
  const date = utcDay(Date.now())
  const { notes, changelog } = releaseChangelog(before.get('CHANGELOG.md')!, version, date)
  const restore = () => {
    for (const [file, text] of before) writeFileSync(file, text)
  }
  process.once('exit', restore)
  await runNpm(['version', version, '--no-git-tag-version', '--loglevel=error'])
  writeFileSync('CHANGELOG.md', changelog)
  // `npm run check` builds, so that the Worker and the package have the new version, and checks the package.
  await step(`Checking version ${version}`, () => runScript('tools/check.ts'))
  print(`\n${notes}\n`)
  if (isDryRun) {
    print(`A dry run: no commit, no tag v${version}, and the files are as before.`)
    return
  }
  await git('commit', '--quiet', '--message', `release: ${version}`, '--', ...FILES)
  process.removeListener('exit', restore)
  await git('tag', '--annotate', `v${version}`, '--cleanup=whitespace', '--message', notes)
  print(`Released ${version} here. To publish it:\n\n  git push --follow-tags\n  npm publish\n`)
}

process.chdir(ROOT)
endOnSignal()
try {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [bump] = positionals
  if (!bump) throw new Error('Which version? For example: npm run release -- minor --dry-run')
  await release(bump, values['dry-run'])
} catch (error) {
  printError(error)
  process.exitCode = 1
}
