import type { AuditAction, AuditDetail } from '../../wire/answers/audit.ts'

/** A row of the audit trail. */
export interface StoredAudit {
  id: number
  at_ms: number
  /** Empty: it concerns all sites. */
  site: string
  action: AuditAction
  /** Empty: the admin token. */
  token_id: string
  token_name: string
  by_sign_in: 0 | 1
  detail: AuditDetail
}

export interface AuditStore {
  addAudit(row: Omit<StoredAudit, 'id'>): Promise<void>
  /**
   * The newest rows of a site.
   * @param beforeId only rows before this one
   * @param withGeneral also those that concern all sites
   */
  auditOf(site: string, beforeId: number, limit: number, withGeneral: boolean): Promise<StoredAudit[]>
  /** Removes some of the oldest rows, if they are older than this instant. To be called again and again. */
  removeOldAudit(beforeMs: number): Promise<void>
}
