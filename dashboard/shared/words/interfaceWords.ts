/** Texts that any part of the page may show: waiting, copying, and what can go wrong. */
import type { Texts } from './texts.ts'

export const interfaceWords = {
  loading: 'Loading…',
  again: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  show_rows: { one: 'Show # row', other: 'Show # rows' },

  error_network: 'The server cannot be reached. Check the connection and try again.',
  error_timeout: 'The server did not answer in time. Try a shorter period.',
  error_forbidden: 'Your token does not allow this.',
  error_missing: 'This is not here, or no longer.',
  error_rate: 'Too many requests. Wait a minute and try again.',
  error_server: 'The server failed ({detail}). Try again in a moment.',
  error_other: 'The server refused: {detail}',
  error_display: 'This part cannot be shown.',
  copy_table: 'Copy: {title}',
  unknown_site: 'There is no site “{site}” here, or your token may not see it. Choose another one above.',
  drop_now: 'Let go to read them',
} as const satisfies Texts
