/** From a raw touch to source, medium and channel, each with the evidence that chose it. */
import type { TouchFacet } from '../store/columns.ts'
import type { Facets } from '../store/rows.ts'
import { RULES, UNASSIGNED, type Way } from './channels.ts'
import { CLICK_IDS, type ClickId, type UtmKey } from './clickids.ts'
import { hostOf } from './host.ts'
import { type Referrer, readReferrer, type SiteHosts, senderNamed } from './referrer.ts'
import type { Category } from './referrers.ts'
import { isBareSource, readTouch, type Touch } from './touch.ts'

/** Stored with each session; raised whenever the same touch could be classified differently than before. */
export const RULES_VERSION = 3

/** What reports break down by, and why: one English phrase each. */
export interface Classified extends Pick<Facets, TouchFacet> {
  rule: { source: string; medium: string; channel: string }
}

/** A value and the evidence for it. */
interface Claim {
  value: string
  why: string
}

const NOT_SET = '(not set)'

const KIND: Record<Category, string> = {
  search: 'a search engine',
  social: 'a social network',
  video: 'a video site',
  shopping: 'a shopping site',
  email: 'a webmail page',
  ai: 'an AI assistant',
}

const PASSED_THROUGH = {
  own: 'is the site itself',
  ignored: 'is on the ignored list',
  gateway: 'is a payment gateway',
  sign_in: 'is a sign-in page',
} as const

/**
 * Decides field by field on the strongest evidence: an explicit parameter, then what a click id implies, then the
 * referrer. The site's own pages and payment gateways are no evidence at all.
 */
export function classify(touch: Touch, site: SiteHosts): Classified {
  const page = pageOf(touch.url)
  const referrer = readReferrer(touch.referrer, page.host, site)
  const click = speakingClickId(touch.click_ids, referrer)
  const bare = isBareSource(touch)
  const utm = bare && referrer.kind === 'own' ? { ...touch.utm, utm_source: undefined } : touch.utm
  const tagged = Object.values(utm).some(Boolean)
  const said = (key: UtmKey): Claim | undefined => {
    const value = utm[key]
    return value ? { value, why: touch.spelling[key] ?? key } : undefined
  }

  const named = said('utm_source')
  const clicked = click && clickSource(click, referrer)
  const sent = referrer.kind === 'site' ? sender(referrer) : undefined
  const source = named ?? clicked ?? sent?.source ?? nobody(referrer, tagged)
  const medium =
    said('utm_medium') ??
    (click && { value: click.medium, why: clickWhy(click) }) ??
    (!named || bare ? sent?.medium : undefined) ??
    unnamed(source)
  const category =
    named || clicked || referrer.kind !== 'site'
      ? kindOf(source.value, named ? undefined : click)
      : referrer.category
  // A campaign without a name still has its id, by which costs know it.
  const campaign = utm.utm_campaign ?? utm.utm_id ?? null
  const decided = channelOf(source.value, medium.value, campaign ?? '', category)

  return {
    source: source.value,
    medium: medium.value,
    campaign,
    content: utm.utm_content ?? null,
    term: utm.utm_term ?? null,
    channel: decided.value,
    click_id_kind: click?.key ?? null,
    referrer_host: referrer.kind === 'site' ? referrer.host : null,
    landing_page: page.path,
    rule: { source: source.why, medium: medium.why, channel: decided.why },
  }
}

function pageOf(url: string): { host: string | null; path: string } {
  const host = hostOf(url)
  return { host, path: host === null ? url.split(/[?#]/, 1)[0]! : new URL(url).pathname }
}

/** Of several click ids the one that the referrer confirms, else the strongest. */
function speakingClickId(ids: Touch['click_ids'], referrer: Referrer): ClickId | undefined {
  const present = CLICK_IDS.filter(({ key }) => ids[key])
  if (present.length < 2 || referrer.kind !== 'site') return present[0]
  return present.find((click) => comesFrom(click, referrer.source)) ?? present[0]
}

function comesFrom({ source, siblings }: ClickId, sender: string): boolean {
  return source === sender || !!siblings?.includes(sender)
}

function clickSource(click: ClickId, referrer: Referrer): Claim {
  if (referrer.kind === 'site' && click.siblings?.includes(referrer.source)) {
    return { value: referrer.source, why: `click id ${click.key} and referrer ${referrer.host}` }
  }
  return { value: click.source, why: clickWhy(click) }
}

function clickWhy({ key, source, medium }: ClickId): string {
  return `click id ${key} implies ${source} / ${medium}`
}

function sender(referrer: Referrer & { kind: 'site' }): { source: Claim; medium: Claim } {
  const { host, source, medium, category } = referrer
  const why = `referrer ${host} is ${category ? KIND[category] : 'another site'}`
  return { source: { value: source, why }, medium: { value: medium, why } }
}

function nobody(referrer: Referrer, tagged: boolean): Claim {
  const passed = referrer.kind === 'none' || referrer.kind === 'site' ? '' : PASSED_THROUGH[referrer.kind]
  const sent = 'host' in referrer && passed ? `referrer ${referrer.host} ${passed}` : 'no referrer'
  if (tagged) return { value: NOT_SET, why: `no utm_source, and ${sent}` }
  return { value: '(direct)', why: `no campaign parameters, and ${sent}` }
}

function unnamed(source: Claim): Claim {
  if (source.value === '(direct)') return { value: '(none)', why: source.why }
  return { value: NOT_SET, why: 'no utm_medium' }
}

/** What kind of site a source is by its name, unless it is a click id's, which may know better. */
function kindOf(source: string, click: ClickId | undefined): Category | null {
  return click?.category ?? senderNamed(source)?.category ?? null
}

function channelOf(source: string, medium: string, campaign: string, category: Category | null): Claim {
  const holds = (way: Way) =>
    (!way.category || way.category === category) &&
    (!way.source || way.source.test.test(source)) &&
    (!way.medium || way.medium.test.test(medium)) &&
    (!way.campaign || way.campaign.test.test(campaign))
  for (const { channel, ways } of RULES) {
    const way = ways.find(holds)
    if (!way) continue
    const why = [
      way.category && `source ${source} is ${KIND[way.category]}`,
      way.source && `source ${source} ${way.source.says}`,
      way.medium && `medium ${medium} ${way.medium.says}`,
      way.campaign && `campaign ${campaign} ${way.campaign.says}`,
    ]
    return { value: channel, why: why.filter(Boolean).join(' and ') }
  }
  return { value: UNASSIGNED, why: `no rule fits source ${source} and medium ${medium}` }
}

// The first run compiles the rules' patterns: it belongs to the isolate's start and not to a request.
classify(readTouch('https://shop.example/?ref=warm', 'https://www.other.example/'), {
  hosts: [],
  ignored_referrers: [],
})
