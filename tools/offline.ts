/** Makes wrangler work without the internet. Import this file before wrangler. */

/** No usage statistics, no lookup of a place for `request.cf`, no check for updates, no log files, no banner, no explorer. */
export const OFFLINE = {
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_WRITE_LOGS: 'false',
  WRANGLER_LOG: 'error',
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
}

Object.assign(process.env, OFFLINE)
