/** The known kinds of cost files. A new name of a column is one word in formats/. */
import type { CostFormat } from './costFormat.ts'
import { google } from './formats/google.ts'
import { meta } from './formats/meta.ts'
import { plain } from './formats/plain.ts'
import { tiktok } from './formats/tiktok.ts'

/** The first format whose columns a heading has is taken. `plain` comes first, because only it needs a source. */
export const COST_FORMATS: readonly CostFormat[] = [plain, meta, google, tiktok]

/** Words for a total, at the start of a cell that marks a row as a total of other rows. */
const TOTAL_WORDS = [
  ...['grand total', 'total', 'totals', 'totales', 'totale', 'totaal', 'toplam', 'genel toplam'],
  ...['gesamt', 'gesamtsumme', 'summe', 'insgesamt', 'łącznie', 'razem', 'suma', 'ogółem'],
  ...['итого', 'всего', 'разом', 'усього', 'всього', 'загалом', 'підсумок'],
  ...['合計', '総計', 'الإجمالي', 'إجمالي', 'المجموع'],
]
export const TOTALS = new RegExp(`^(?:sub)?(?:${TOTAL_WORDS.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
