/** The API of tokens. Times are in ms; `site` null means every site. */
import type { NewToken, Scope } from '../../../wire/answers/index.ts'
import { request } from '../../shared/fetching/request.ts'

/** In the order of the form. */
export const SCOPES = ['read', 'ingest', 'costs', 'admin'] as const satisfies readonly Scope[]

export interface WantedToken {
  scope: Scope
  site: string | null
  name: string
  /** 0: it never expires. */
  days: number
}

/** Creates a token. Only this answer contains the token itself. Throws ApiError. */
export const makeToken = ({ days, ...wanted }: WantedToken) =>
  request<NewToken>('POST', '/api/tokens', {
    body: { ...wanted, ...(days ? { expires_days: days } : {}) },
  })
