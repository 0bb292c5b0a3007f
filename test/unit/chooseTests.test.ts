import { describe, expect, it } from 'vitest'
import { chooseTests } from '../../tools/chooseTests.ts'

const ALL = ['unit', 'sdk', 'worker', 'browser']
const SHOP = 'test/browser/shop.test.ts'

describe('the arguments of npm test', () => {
  it.each<[args: string[], projects: string[], paths: string[], names: string[]]>([
    [[], ALL, [], []],
    [['unit'], ['unit'], [], []],
    [['worker', 'sdk'], ['sdk', 'worker'], [], []],
    [[SHOP], ['browser'], [SHOP], []],
    [['orders.test.ts'], ['worker'], ['test/worker/orders.test.ts'], []],
    [['test/sdk'], ['sdk'], ['test/sdk'], []],
    [['test'], ALL, ['test'], []],
    [['unit', SHOP], ['unit', 'browser'], ['test/unit/', SHOP], []],
    [['firefox'], ['firefox'], [], []],
    [['firefox', SHOP], ['firefox'], [SHOP], []],
    [['firefox', 'unit'], ['unit', 'firefox'], [], []],
    [['firefox', 'test/sdk'], ['sdk', 'firefox'], ['test/browser/', 'test/sdk'], []],
    [['one order'], ALL, [], ['one order']],
    [['unit', 'one order', 'one file'], ['unit'], [], ['one order', 'one file']],
    [['nothing.test.ts'], ALL, [], ['nothing.test.ts']],
  ])('%j choose %j', (args, projects, paths, names) => {
    expect(chooseTests(args)).toEqual({ projects, paths, names })
  })
})
