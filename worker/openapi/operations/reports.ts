/** Every report, several reports in one request, and one session in detail. */
import * as answers from '../../../wire/answers/index.ts'
import { BREAKDOWNS } from '../../metrics/dimensions.ts'
import { type ReportName, ROWS, type RowSpec } from '../../metrics/reportRows.ts'
import { COMPARABLE } from '../../stats/reports/breakdown.ts'
import type { Operation, Paths } from '../operation.ts'
import {
  CHOICE,
  COMPARE,
  COMPARE_ROWS,
  OF_REPORT,
  path,
  REPORT,
  REPORTS_ASKED,
  ROLLUP,
  SITE,
  SORT,
  sortBy,
} from '../parameters.ts'
import { reportSchema, sessionSchema, sortKeys } from '../rows.ts'

const specOf = (name: ReportName): RowSpec => ROWS[name]

const report = (name: ReportName): Operation => ({
  tag: 'Reports',
  summary: name in BREAKDOWNS ? `Sessions, conversions and revenue by ${name}` : `The report ${name}`,
  scopes: ['read'],
  parameters: [
    ...REPORT,
    ...(sortKeys(name).length ? [sortBy(sortKeys(name))] : []),
    ...(specOf(name).uncompared ? [] : [COMPARE]),
    ...(OF_REPORT[name] ?? []),
    ...(COMPARABLE.some((one) => one === name) ? [COMPARE_ROWS] : []),
  ],
  tolerated: ['sort', 'compare', 'bom'],
  answers: { 200: reportSchema(name) },
})

export const reports: Paths = {
  ...Object.fromEntries(
    (Object.keys(ROWS) as ReportName[]).map((name) => [`/api/stats/${name}`, { get: report(name) }]),
  ),
  '/api/stats': {
    get: {
      tag: 'Reports',
      summary: 'Several reports in one request; if one fails, the others are still answered',
      scopes: ['read'],
      parameters: [...CHOICE, SORT, REPORTS_ASKED, COMPARE, ROLLUP],
      tolerated: [
        'format',
        'limit',
        'cursor',
        'compare_rows',
        ...Object.values(OF_REPORT)
          .flat()
          .map(({ name }) => name),
      ],
      answers: { 200: answers.reportsAnswer },
    },
  },
  '/api/stats/sessions/{id}': {
    get: {
      tag: 'Reports',
      summary: 'A session with its events, its visitor’s touches, its orders, and why it has its channel',
      scopes: ['read'],
      parameters: [path('id', 'The id of the session.'), SITE],
      answers: { 200: sessionSchema },
    },
  },
}
