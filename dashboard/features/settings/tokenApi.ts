/** Tokens as the API has them. Times in ms; `site` null: every site. */
import type { NewToken, Scope, Token } from '../../../wire/answers/index.ts'
import { request } from '../../shared/fetching/request.ts'

/** In the order in which the form offers them. */
export const SCOPES = ['read', 'ingest', 'admin'] as const satisfies readonly Scope[]

export type { Scope, Token }

export interface WantedToken {
  scope: Scope
  site: string | null
  name: string
  /** 0: it never ends. */
  days: number
}

/** The token itself is in this answer, and nowhere after. Throws ApiError. */
export const makeToken = ({ days, ...wanted }: WantedToken) =>
  request<NewToken>('POST', '/api/tokens', {
    body: { ...wanted, ...(days ? { expires_days: days } : {}) },
  })
