/** Reports and lists as files. */
import { EXPORTS, XLSX_TYPE } from '../../stats/export/exports.ts'
import type { Operation, Paths } from '../operation.ts'
import { BOM, CHOICE, OF_EXPORT, type Parameter, path, ROLLUP, SORT } from '../parameters.ts'

const file = (ending: string, type: string, more: Parameter[]): Operation => ({
  tag: 'Exports',
  summary: `The whole period as ${ending}`,
  scopes: ['read'],
  parameters: [
    { ...path('type', 'A report, or a list.'), schema: { enum: Object.keys(EXPORTS) } },
    ...CHOICE,
    SORT,
    ...OF_EXPORT,
    ROLLUP,
    ...more,
  ],
  tolerated: ['limit', 'cursor', 'format', 'bom', 'compare_rows'],
  answers: { 200: type },
})

export const exportFiles: Paths = {
  '/api/export/{type}.csv': { get: file('CSV', 'text/csv', [BOM]) },
  '/api/export/{type}.xlsx': { get: file('a workbook', XLSX_TYPE, []) },
}
