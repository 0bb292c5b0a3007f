/** From a raw touch to source, medium and channel, each with the reasons that decided it. */
import { NOT_SET, UNASSIGNED } from '../../wire/query.ts'
import type { Reason, Reasons } from '../../wire/reasons.ts'
import type { TouchFacet } from '../store/columns.ts'
import type { Facets } from '../store/rows.ts'
import { CHANNEL_RULES, type Conditions } from './channelRules.ts'
import { CLICK_IDS, type ClickId } from './clickIds.ts'
import { hostOf } from './host.ts'
import { type Category, sourceOfName } from './knownSources.ts'
import { type Referrer, readReferrer, type SiteHosts } from './readReferrer.ts'
import { isBareSource, readTouch, type Touch } from './touch.ts'
import type { UtmKey } from './utmKeys.ts'

/** Stored with each session. Increase it with every change by which the same touch could be classified differently. */
export const RULES_VERSION = 5

/** What reports break down by, and why. The reasons are data: ingest does not need their phrases. */
interface Classified extends Pick<Facets, TouchFacet> {
  reasons: Reasons
}

/** The value of one field, and the reasons for it. */
interface Decision {
  value: string
  reasons: readonly Reason[]
}

/**
 * Decides source and medium one by one from the strongest evidence that there is: first the landing's own parameter,
 * then its click ID, then the referrer. The site's own pages and payment gateways are no evidence. The channel follows
 * from both by CHANNEL_RULES.
 */
export function classify(touch: Touch, site: SiteHosts): Classified {
  const page = pageOf(touch.url)
  const referrer = readReferrer(touch.referrer, page.host, site)
  const clickId = strongestClickId(touch.click_ids, referrer)
  // A shop's own link (`?ref=footer`), clicked on its own page, names no source.
  const isBare = isBareSource(touch)
  const utm = isBare && referrer.kind === 'own' ? { ...touch.utm, utm_source: undefined } : touch.utm
  const byParameter = (key: UtmKey): Decision | undefined => {
    const value = utm[key]
    return value
      ? { value, reasons: [{ code: 'parameter', parameter: touch.spelling[key] ?? key }] }
      : undefined
  }

  const namedSource = byParameter('utm_source')
  const clickedSource = clickId && sourceOfClick(clickId, referrer)
  const byReferrer = referrer.kind === 'site' ? decisionsOf(referrer) : undefined
  const source =
    namedSource ??
    clickedSource ??
    byReferrer?.source ??
    sourceWithoutEvidence(referrer, Object.values(utm).some(Boolean))
  const medium =
    byParameter('utm_medium') ??
    (clickId && { value: clickId.medium, reasons: [clickReason(clickId)] }) ??
    (!namedSource || isBare ? byReferrer?.medium : undefined) ??
    mediumWithoutEvidence(source)
  const category =
    namedSource || clickedSource || referrer.kind !== 'site'
      ? categoryOf(source.value, namedSource ? undefined : clickId)
      : referrer.category
  // A campaign without a name may still have an id. Costs know it by that id.
  const campaign = utm.utm_campaign ?? utm.utm_id ?? null
  const channel = channelOf(source.value, medium.value, campaign ?? '', category)

  return {
    source: source.value,
    medium: medium.value,
    campaign,
    content: utm.utm_content ?? null,
    term: utm.utm_term ?? null,
    channel: channel.value,
    click_id_kind: clickId?.key ?? null,
    referrer_host: referrer.kind === 'site' ? referrer.host : null,
    landing_page: page.path,
    reasons: { source: source.reasons, medium: medium.reasons, channel: channel.reasons },
  }
}

function pageOf(url: string): { host: string | null; path: string } {
  const host = hostOf(url)
  return { host, path: host === null ? url.split(/[?#]/, 1)[0]! : new URL(url).pathname }
}

/** Of several click IDs the one whose platform is also the referrer, otherwise the first of CLICK_IDS. */
function strongestClickId(ids: Touch['click_ids'], referrer: Referrer): ClickId | undefined {
  const present = CLICK_IDS.filter(({ key }) => ids[key])
  if (present.length < 2 || referrer.kind !== 'site') return present[0]
  const isReferrer = ({ source, siblings }: ClickId) =>
    source === referrer.source || !!siblings?.includes(referrer.source)
  return present.find(isReferrer) ?? present[0]
}

function sourceOfClick(clickId: ClickId, referrer: Referrer): Decision {
  if (referrer.kind === 'site' && clickId.siblings?.includes(referrer.source)) {
    return {
      value: referrer.source,
      reasons: [{ code: 'click_id_referrer', click_id: clickId.key, host: referrer.host }],
    }
  }
  return { value: clickId.source, reasons: [clickReason(clickId)] }
}

function clickReason({ key, source, medium }: ClickId): Reason {
  return { code: 'click_id', click_id: key, source, medium }
}

function decisionsOf(referrer: Referrer & { kind: 'site' }): { source: Decision; medium: Decision } {
  const { host, source, medium, category } = referrer
  const reasons: Reason[] = [{ code: 'referrer', host, kind: category ?? 'other' }]
  return { source: { value: source, reasons }, medium: { value: medium, reasons } }
}

/** `hasUtm`: a landing with any UTM parameter is not direct, it only lacks `utm_source`. */
function sourceWithoutEvidence(referrer: Referrer, hasUtm: boolean): Decision {
  const ofReferrer: Reason =
    referrer.kind === 'none' || referrer.kind === 'site'
      ? { code: 'no_referrer' }
      : { code: 'referrer', host: referrer.host, kind: referrer.kind }
  return hasUtm
    ? { value: NOT_SET, reasons: [{ code: 'no_parameter', parameter: 'utm_source' }, ofReferrer] }
    : { value: '(direct)', reasons: [{ code: 'no_campaign' }, ofReferrer] }
}

function mediumWithoutEvidence(source: Decision): Decision {
  if (source.value === '(direct)') return { value: '(none)', reasons: source.reasons }
  return { value: NOT_SET, reasons: [{ code: 'no_parameter', parameter: 'utm_medium' }] }
}

/** The category of a source by its name. A click ID may know it better. */
function categoryOf(source: string, clickId: ClickId | undefined): Category | null {
  return clickId?.category ?? sourceOfName(source)?.category ?? null
}

function channelOf(source: string, medium: string, campaign: string, category: Category | null): Decision {
  const hold = (conditions: Conditions) =>
    (!conditions.category || conditions.category === category) &&
    (!conditions.source || conditions.source.regex.test(source)) &&
    (!conditions.medium || conditions.medium.regex.test(medium)) &&
    (!conditions.campaign || conditions.campaign.regex.test(campaign))
  for (const { channel, anyOf } of CHANNEL_RULES) {
    const held = anyOf.find(hold)
    if (!held) continue
    const reasons: Reason[] = []
    if (held.category) reasons.push({ code: 'is_kind', field: 'source', value: source, kind: held.category })
    if (held.source) reasons.push({ ...held.source.match, field: 'source', value: source })
    if (held.medium) reasons.push({ ...held.medium.match, field: 'medium', value: medium })
    if (held.campaign) reasons.push({ ...held.campaign.match, field: 'campaign', value: campaign })
    return { value: channel, reasons }
  }
  return { value: UNASSIGNED, reasons: [{ code: 'no_rule', source, medium }] }
}

// The first call compiles the patterns of the rules. Made here, it counts as start-up time and not as a request's CPU time.
classify(readTouch('https://shop.example/?ref=warm', 'https://www.other.example/'), {
  hosts: [],
  ignored_referrers: [],
})
