import { DATA_CENTRES } from './dataCentres.ts'

/** What a browser's request says about itself besides its user agent. */
export interface Signals {
  /** A request header, by its name in small letters. */
  header(name: string): string | undefined
  /** What Cloudflare knows of the request; a field is absent where the plan does not include it. */
  cf: {
    asn?: number
    verifiedBotCategory?: string
    botManagement?: { score?: number; verifiedBot?: boolean; corporateProxy?: boolean }
  }
}

/** Below this, Cloudflare holds the request for automated. 0: it has not been scored. */
const LOWEST_HUMAN_SCORE = 30

/**
 * Why a request was sent by a program, in one sentence; null if nothing shows it. That a browser is headless counts only
 * for a page on https, as every shop is: on a developer's machine tests drive the browser. A sandboxed frame has no origin.
 * @param excludeDataCentres whether the network of a data centre is such a sign: the site's setting
 */
export function botSignal({ header, cf }: Signals, excludeDataCentres: boolean): string | null {
  const { score = 0, verifiedBot, corporateProxy } = cf.botManagement ?? {}
  if (verifiedBot || cf.verifiedBotCategory) return 'Cloudflare knows it as a bot'
  // A company's proxy makes many people look like one program.
  if (score > 0 && score < LOWEST_HUMAN_SCORE && !corporateProxy)
    return `Cloudflare’s bot score is ${score}, below ${LOWEST_HUMAN_SCORE}`
  if (isHeadless(header) && header('origin')?.startsWith('https:')) return 'the browser is headless'
  if (excludeDataCentres && cf.asn !== undefined && DATA_CENTRES.has(cf.asn))
    return 'the network is a data centre’s'
  return null
}

/**
 * A browser with a window sends its languages; `Sec-Fetch-Mode` shows that it is a browser. Old scripts and the programs of
 * developers may send neither.
 */
const isHeadless = (header: Signals['header']): boolean =>
  /headless/i.test(header('sec-ch-ua') ?? '') ||
  Boolean(header('sec-fetch-mode') && !header('accept-language'))
