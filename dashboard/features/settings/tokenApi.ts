/** Tokens as the API has them. Times in ms; `site` null: every site. */
import { request } from '../../shared/fetching/request.ts'

export const SCOPES = ['read', 'ingest', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

export interface Token {
  id: string
  scope: Scope
  site: string | null
  name: string
  created_ms: number
  expires_ms: number | null
}

export interface WantedToken {
  scope: Scope
  site: string | null
  name: string
  /** 0: it never ends. */
  days: number
}

/** The token itself is in this answer, and nowhere after. Throws ApiError. */
export const makeToken = ({ days, ...wanted }: WantedToken) =>
  request<Token & { token: string }>('POST', '/api/tokens', {
    body: { ...wanted, ...(days ? { expires_days: days } : {}) },
  })
