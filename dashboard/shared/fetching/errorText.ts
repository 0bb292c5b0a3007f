/** An error as a sentence in the reader's language; with the API's own message where the page has no better text. */

import type { Words } from '../words/createWords.ts'
import type { ApiError } from './request.ts'

export function errorText(error: Pick<ApiError, 'status' | 'code' | 'message'>, { say }: Words): string {
  if (error.code === 'network') return say('error_network')
  if (error.code === 'timeout') return say('error_timeout')
  if (error.status === 403) return say('error_forbidden')
  if (error.status === 404) return say('error_missing')
  if (error.status === 429) return say('error_rate')
  if (error.status >= 500 || error.code === 'unreadable') {
    return say('error_server', { detail: error.status ? `HTTP ${error.status}` : error.message })
  }
  return say('error_other', { detail: error.message })
}
