/** What each product was looked at, put into carts and bought, and what it earned. */
import { exponent, toMajor } from '../../wire/money.ts'
import { type SiteRow, STAGES } from '../store/rows.ts'
import type { Bind, Row, Store } from '../store/store.ts'
import type { Answer, AnswerRow, Column } from './answer.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type At, type Bound, condition, ofSession } from './facts.ts'
import { boundedPeriod, heading } from './report.ts'
import { BadParameter, type ReportRequest } from './request.ts'
import { REVENUE_MINOR } from './revenue.ts'

const SUMS = ['views', 'carts', 'purchases', 'quantity', 'revenue'] as const

const COLUMNS: Column[] = [
  { key: 'item_id', label: 'Item ID', unit: 'text' },
  { key: 'item_name', label: 'Item', unit: 'text' },
  { key: 'views', label: 'Views', unit: 'count' },
  { key: 'carts', label: 'Added to cart', unit: 'count' },
  { key: 'purchases', label: 'Orders', unit: 'count' },
  { key: 'quantity', label: 'Quantity', unit: 'count' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
]
