/** Keeps wrangler to this machine: import it before wrangler, and nothing waits for the internet. */

/** No usage figures, no placeholder-place look-up, no update check, no log files, no chatter, no inspection pages. */
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
