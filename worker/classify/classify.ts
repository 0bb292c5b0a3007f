/** From a raw touch to source, medium and channel, each with the evidence that chose it. */
import { NOT_SET } from '../../wire/query.ts'
import type { Reason, Reasons } from '../../wire/reasons.ts'
import type { TouchFacet } from '../store/columns.ts'
import type { Facets } from '../store/rows.ts'
import { RULES, UNASSIGNED, type Way } from './channelRules.ts'
import { CLICK_IDS, type ClickId, type UtmKey } from './clickIds.ts'
import { hostOf } from './host.ts'
import type { Category } from './knownSources.ts'
import { type Referrer, readReferrer, type SiteHosts, senderNamed } from './readReferrer.ts'
import { isBareSource, readTouch, type Touch } from './touch.ts'

/** Stored with each session; raised whenever the same touch could be classified differently than before. */
export const RULES_VERSION = 4

/** What reports break down by, and why. The reasons are data: an event being taken in has no use for their words. */
export interface Classified extends Pick<Facets, TouchFacet> {
  reasons: Reasons
}

/** A value and the evidence for it. */
interface Claim {
  value: string
  why: readonly Reason[]
}

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
    return value ? { value, why: [{ code: 'parameter', parameter: touch.spelling[key] ?? key }] } : undefined
  }

  const named = said('utm_source')
  const clicked = click && clickSource(click, referrer)
  const sent = referrer.kind === 'site' ? sender(referrer) : undefined
  const source = named ?? clicked ?? sent?.source ?? nobody(referrer, tagged)
  const medium =
    said('utm_medium') ??
    (click && { value: click.medium, why: [clickWhy(click)] }) ??
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
    reasons: { source: source.why, medium: medium.why, channel: decided.why },
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
    return {
      value: referrer.source,
      why: [{ code: 'click_id_referrer', click_id: click.key, host: referrer.host }],
    }
  }
  return { value: click.source, why: [clickWhy(click)] }
}

function clickWhy({ key, source, medium }: ClickId): Reason {
  return { code: 'click_id', click_id: key, source, medium }
}

function sender(referrer: Referrer & { kind: 'site' }): { source: Claim; medium: Claim } {
  const { host, source, medium, category } = referrer
  const why: Reason[] = [{ code: 'referrer', host, kind: category ?? 'other' }]
  return { source: { value: source, why }, medium: { value: medium, why } }
}

function nobody(referrer: Referrer, tagged: boolean): Claim {
  const sent: Reason =
    referrer.kind === 'none' || referrer.kind === 'site'
      ? { code: 'no_referrer' }
      : { code: 'referrer', host: referrer.host, kind: referrer.kind }
  if (tagged) return { value: NOT_SET, why: [{ code: 'no_parameter', parameter: 'utm_source' }, sent] }
  return { value: '(direct)', why: [{ code: 'no_campaign' }, sent] }
}

function unnamed(source: Claim): Claim {
  if (source.value === '(direct)') return { value: '(none)', why: source.why }
  return { value: NOT_SET, why: [{ code: 'no_parameter', parameter: 'utm_medium' }] }
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
    const why: Reason[] = []
    if (way.category) why.push({ code: 'is_kind', field: 'source', value: source, kind: way.category })
    if (way.source) why.push({ ...way.source.says, field: 'source', value: source })
    if (way.medium) why.push({ ...way.medium.says, field: 'medium', value: medium })
    if (way.campaign) why.push({ ...way.campaign.says, field: 'campaign', value: campaign })
    return { value: channel, why }
  }
  return { value: UNASSIGNED, why: [{ code: 'no_rule', source, medium }] }
}

// The first run compiles the rules' patterns: it belongs to the isolate's start and not to a request.
classify(readTouch('https://shop.example/?ref=warm', 'https://www.other.example/'), {
  hosts: [],
  ignored_referrers: [],
})
