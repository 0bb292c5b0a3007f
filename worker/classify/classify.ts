/** From a raw touch to source, medium and channel, each with the reasons that decided it. */
import { NOT_SET, UNASSIGNED } from '../../wire/query.ts'
import type { Reason, Reasons } from '../../wire/reasons.ts'
import type { TouchFacet } from '../store/columns.ts'
import type { Facets } from '../store/rows.ts'
import { canonicalName, sourceNamed } from './canonicalSource.ts'
import { CHANNEL_RULES, type Conditions } from './channelRules.ts'
import { CLICK_IDS, type ClickId, GOOGLE_CAMPAIGN } from './clickIds.ts'
import { hostOf } from './host.ts'
import type { Category } from './knownSources.ts'
import { mediumOf, type Referrer, readReferrer, type SiteHosts } from './readReferrer.ts'
import { isBareSource, readTouch, type Touch } from './touch.ts'
import { UTM_KEYS, type UtmKey } from './utmKeys.ts'

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
 * then its click ID, then the referrer, and without a referrer the app that the visitor's browser belongs to. The site's own
 * pages and payment gateways are no evidence. The channel follows from both by CHANNEL_RULES.
 * @param browser its name in reports (ingest/device.ts); empty if it is not known
 */
export function classify(touch: Touch, site: SiteHosts, browser = ''): Classified {
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

  const writtenSource = byParameter('utm_source')
  const namedSource = writtenSource && { ...writtenSource, value: canonicalName(writtenSource.value) }
  const clickedSource = clickId && sourceOfClick(clickId, referrer)
  const byReferrer =
    referrer.kind === 'site'
      ? decisionsOf(referrer)
      : referrer.kind === 'none'
        ? decisionsOfApp(browser)
        : undefined
  const source =
    namedSource ?? clickedSource ?? byReferrer?.source ?? sourceWithoutEvidence(referrer, utm, touch.macros)
  const medium =
    byParameter('utm_medium') ??
    (clickId && { value: clickId.medium, reasons: [clickReason(clickId)] }) ??
    (!namedSource || isBare ? byReferrer?.medium : undefined) ??
    mediumWithoutEvidence(source, touch.macros)
  // The rules and their reasons have the source as the link writes it.
  const written = writtenSource?.value ?? source.value
  const category =
    namedSource || clickedSource || !byReferrer
      ? categoryOf(written, namedSource ? undefined : clickId)
      : byReferrer.category
  // A campaign without a name may still have an id. Costs know it by that id.
  const campaign = utm.utm_campaign ?? utm.utm_id ?? touch.click_ids[GOOGLE_CAMPAIGN] ?? null
  const channel = channelOf(written, medium.value, campaign ?? '', category)

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

interface Decisions {
  source: Decision
  medium: Decision
  category: Category | null
}

function decisionsOf(referrer: Referrer & { kind: 'site' }): Decisions {
  const { host, source, medium, category } = referrer
  const reasons: Reason[] = [{ code: 'referrer', host, kind: category ?? 'other' }]
  return { source: { value: source, reasons }, medium: { value: medium, reasons }, category }
}

/** Apps of these categories are what brings a visitor. The browsers of search engines are also opened by themselves. */
const APP_CATEGORIES: readonly Category[] = ['social', 'video', 'ai']

/** Of the app that a browser is part of, such as Instagram. Many apps send no referrer. */
function decisionsOfApp(browser: string): Decisions | undefined {
  const app = sourceNamed(browser)
  if (!app || !APP_CATEGORIES.includes(app.category)) return undefined
  const reasons: Reason[] = [{ code: 'inferred', app: browser }]
  const medium = { value: mediumOf(app.category), reasons }
  return { source: { value: app.name, reasons }, medium, category: app.category }
}

/** A landing with any UTM parameter is not direct, it only lacks `utm_source`. */
function sourceWithoutEvidence(referrer: Referrer, utm: Touch['utm'], macros: Touch['macros']): Decision {
  const hasUtm = Object.values(utm).some(Boolean) || UTM_KEYS.some((key) => macros[key])
  const ofReferrer: Reason =
    referrer.kind === 'none' || referrer.kind === 'site'
      ? { code: 'no_referrer' }
      : { code: 'referrer', host: referrer.host, kind: referrer.kind }
  return hasUtm
    ? { value: NOT_SET, reasons: [missing('utm_source', macros), ofReferrer] }
    : { value: '(direct)', reasons: [{ code: 'no_campaign' }, ofReferrer] }
}

function mediumWithoutEvidence(source: Decision, macros: Touch['macros']): Decision {
  if (source.value === '(direct)') return { value: '(none)', reasons: source.reasons }
  return { value: NOT_SET, reasons: [missing('utm_medium', macros)] }
}

const missing = (parameter: UtmKey, macros: Touch['macros']): Reason =>
  macros[parameter]
    ? { code: 'macro', parameter, macro: macros[parameter] }
    : { code: 'no_parameter', parameter }

/** The category of a source by its name. A click ID may know it better. */
function categoryOf(source: string, clickId: ClickId | undefined): Category | null {
  return clickId?.category ?? sourceNamed(source)?.category ?? null
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
classify(readTouch('https://shop.example/?ref=warm%20%D1%96%2520', 'https://www.other.example/'), {
  hosts: [],
  ignored_referrers: [],
})
