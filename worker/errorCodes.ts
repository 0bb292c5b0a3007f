/** Every error code and drop reason with its meaning and what to do. docs/errors.md is made of it. Data only. */
import type { ErrorCode } from '../wire/answers/service.ts'
import { type DropReason, LIMITS } from '../wire/event.ts'

interface ErrorText {
  status: number
  means: string
  todo: string
}

export const ERRORS = {
  bad_request: {
    status: 400,
    means: 'A parameter, a field of the body or a line of a file is not allowed.',
    todo: 'Read `issues`: each names what is wrong and what is allowed. The same request fails again.',
  },
  unauthorized: {
    status: 401,
    means: 'There is no token, it is unknown, or it has expired; or the sign-in of the dashboard has ended.',
    todo: 'Send `Authorization: Bearer TOKEN` with a valid token, or sign in again.',
  },
  forbidden: {
    status: 403,
    means: 'The token is valid, but not for this request: it has another scope or is for another site.',
    todo: 'Use a token with the scope that the message names, for this site or for all sites.',
  },
  cross_site: {
    status: 403,
    means: 'The page of another site has sent the request, with the cookie of the dashboard or to sign in.',
    todo: 'Send it from the dashboard itself. Other programs send `Authorization: Bearer TOKEN` in place of the cookie.',
  },
  not_found: {
    status: 404,
    means: 'There is no such site, order, session, visitor, token or path.',
    todo: 'Check the name. Write a site’s name as it was created, in small letters.',
  },
  method_not_allowed: {
    status: 405,
    means: 'The path exists, but not with this method.',
    todo: 'Look the method up in `/api/docs`.',
  },
  conflict: {
    status: 409,
    means: 'The request contradicts what is stored: a site of this name exists, or its currency is in use.',
    todo: 'Read the message; change the request or what is stored.',
  },
  too_large: {
    status: 413,
    means: 'The body has more bytes, events or lines than one request may have.',
    todo: 'Send it in several smaller requests.',
  },
  rate_limited: {
    status: 429,
    means:
      'There were too many requests, or the rows of the day are used up: nothing of this request was stored. Or it holds more events than one request may store: then its first events are stored.',
    todo: 'Send all of it again after the seconds in `Retry-After`: nothing is counted twice. The limits are in docs/defence.md.',
  },
  busy: {
    status: 503,
    means: 'The database cannot take the request now: it is down, slow, busy, or over the quota of its plan.',
    todo: 'Send the same request again after the seconds in `Retry-After`. Repeating it is safe.',
  },
  not_configured: {
    status: 501,
    means:
      'The Worker lacks the secret `CREDENTIALS_KEY`, or has another one than before. Nothing was stored.',
    todo: 'Deploy again with `npm run deploy`, which makes it. If it was replaced, make the secrets of your sites again.',
  },
  internal: {
    status: 500,
    means: 'Something failed on our side.',
    todo: 'Send it again later: repeating it is safe. Report it as a bug, with the lines of the Worker’s log (`npx wrangler tail`).',
  },
} as const satisfies Record<ErrorCode, ErrorText>

export const DROPS: Record<DropReason, Omit<ErrorText, 'status'>> = {
  invalid: {
    means: 'The event has a wrong field, or its time is in the future.',
    todo: 'Read `message`: it names the field. In the browser, add `data-debug` to the script’s tag.',
  },
  bot: {
    means: 'The user agent is a robot’s, or the request shows that a program sent it (docs/defence.md).',
    todo: 'Nothing. From a server, send the visitor’s own user agent as `user_agent`, or none.',
  },
  duplicate: {
    means: 'An event with this id, or a purchase of this order, has been counted already.',
    todo: 'Nothing: it is counted once. Give every event an id of its own.',
  },
  unknown_site: {
    means: 'There is no site of this name.',
    todo: 'Correct `data-site`, or create the site under Settings.',
  },
  origin: {
    means: 'The page’s host is not among the hosts of the site.',
    todo: 'Add the host under Settings, or allow it under Installation.',
  },
  opted_out: {
    means: 'The visitor does not want to be counted.',
    todo: 'Nothing.',
  },
  excluded_ip: {
    means: 'The address is one of the excluded addresses of the site.',
    todo: 'Nothing, or remove the address under Settings.',
  },
  rate_limited: {
    means:
      'The session has as many events as a session may have, or the visitor has as many as a visitor may have; or the whole request got 429.',
    todo: 'Look for a page that sends events in a loop, or for a server that gives all visitors one id. See docs/defence.md.',
  },
  too_old: {
    means: 'The event happened before the retention limit, or waited in a browser for more than seven days.',
    todo: 'Nothing, or raise `retention_days` of the site.',
  },
  too_big: {
    means: `The parameters of the event have more than ${LIMITS.event_bytes.toLocaleString('en')} bytes as JSON.`,
    todo: 'Send fewer parameters, or shorter ones.',
  },
}
