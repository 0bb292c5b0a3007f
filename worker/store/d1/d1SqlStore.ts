import type { SqlStore } from '../sqlStore.ts'
import { d1Client } from './d1Client.ts'

export function d1SqlStore(db: D1Database): SqlStore {
  const { all, statement } = d1Client(db)
  return {
    query: ({ sql, params }) => all(sql, ...params),
    rows: ({ sql, params }) => statement(sql, ...params).raw(),
  }
}
