/**
 * Follows the page's own consent platform: `data-consent="datalayer"`. It reads the commands of Google's Consent Mode in the
 * data layer, `gtag('consent', 'default' | 'update', …)`, and where there are none, TCF's `__tcfapi`.
 *
 * Nothing is stored until the platform says `granted`. Until then events wait in memory, as with `pending`.
 */
import { attempt } from './createStorage.ts'
import type { Options, Tracker } from './createTracker.ts'

/** The parameters of a consent command: the state of each kind of consent, and for defaults the regions and the delay. */
type Command = Record<string, string | undefined> & { region?: string | string[]; wait_for_update?: number }

/** What TCF calls back with: the used parts. */
interface TcData {
  gdprApplies?: boolean
  eventStatus?: string
  purpose?: Record<'consents' | 'legitimateInterests', Record<number, boolean> | undefined>
}
type TcfApi = (command: string, version: number, callback: (data: TcData, success: boolean) => void) => void

/** What a platform has said of storage, and of ads. */
type Answer = [storage: string, ad: string | null]

/** How often `__tcfapi` is looked for at first, ms. Each time a little later, because it may never come. */
const LOOK_MS = 100

/** Makes the tracker follow the platform. Returns at once and never throws. */
export function followConsent(tracker: Tracker): void {
  const { options }: { options: Options & { datalayer?: string } } = tracker
  const page = window as unknown as Record<string, unknown[]> & { __tcfapi?: TcfApi }
  const defaults: Command[] = []
  /** The parameters of all updates; of the same one the last counts, and it counts more than any default. */
  const updates = {} as Command
  /** How many defaults wait for an update. */
  let waiting = 0
  let isLayerUsed: boolean
  let tcf: Answer | undefined
  /** Where the visitor is, as `US-CA` or `US`. Empty: nobody knows. Undefined: the Worker was not asked, or has not answered. */
  let place: string | undefined
  let isAsked: boolean
  let last = 'pendingnull'

  const hasRegions = () => defaults.some((command) => command.region)

  /**
   * The default of one kind of consent: of several the one for the narrowest region with this place, then the last one.
   * While the place is not known, the strictest, if any is for a region.
   */
  const defaultOf = (kind: string) => {
    let found: string | undefined
    let best = 0
    for (const command of defaults)
      for (const region of [command.region?.[0] ? command.region : ''].flat()) {
        const state = command[kind]
        const rank = place
          ? (place + '-').startsWith(region && region + '-') && region.length + 1
          : hasRegions() && state != 'granted'
            ? 2
            : 1
        if (state && rank && rank >= best) {
          found = state
          best = rank
        }
      }
    return found
  }

  const answer = (): Answer => {
    if (tcf && (!isLayerUsed || page.gtag_enable_tcf_support)) return tcf
    const all = [...defaults, updates]
    const kind = all.some((command) => command.analytics_storage) ? 'analytics_storage' : 'ad_storage'
    const ad = updates.ad_user_data || defaultOf('ad_user_data')
    const isGranted = defaultOf(kind) == 'granted'
    if (!isAsked && !isGranted && !updates[kind] && hasRegions()) {
      isAsked = true
      fetch(options.api + '/e')
        .then((answer) => answer.text())
        .then((text) => {
          place = text
          apply()
        })
        .catch(() => {})
    }
    // Where no default applies, Consent Mode asks for none.
    const isFree = isGranted || (place && !defaultOf(kind))
    return [updates[kind] || (isFree && !waiting ? 'granted' : 'pending'), ad || null]
  }

  const apply = () => {
    const [storage, ad] = answer()
    if (last != (last = storage + ad)) tracker.consent(storage as 'granted', ad as 'granted')
  }

  /** Reads an entry of the data layer: the `arguments` of `gtag()`, or a list. */
  const read = (entry: unknown) => {
    const [name, action, given] = Array.from((entry || []) as ArrayLike<unknown>)
    if (name != 'consent') return
    isLayerUsed = true
    const command = { ...(given as Command) }
    if (action == 'update') return Object.assign(updates, command)
    defaults.push(command)
    if (!command.wait_for_update) return
    waiting++
    setTimeout(() => {
      waiting--
      apply()
    }, command.wait_for_update)
  }

  const onTcf = (data: TcData, success: boolean) => {
    const { gdprApplies, eventStatus, purpose } = data
    const has = (list: 'consents' | 'legitimateInterests', ...numbers: number[]) =>
      numbers.some((number) => purpose?.[list]?.[number])
    const measures = has('consents', 7, 8) || has('legitimateInterests', 7, 8)
    const stores = has('consents', 1)
    if (success && gdprApplies === false) tcf = ['granted', null]
    else if (success && /^(tcl|use)/.test(eventStatus!))
      tcf = [stores && measures ? 'granted' : 'denied', stores && has('consents', 7) ? 'granted' : 'denied']
    apply()
  }

  const lookForTcf = (delay_ms: number) => {
    if (page.__tcfapi) page.__tcfapi('addEventListener', 2, (...result) => attempt(() => onTcf(...result)))
    else setTimeout(lookForTcf, delay_ms, delay_ms * 1.05)
  }

  attempt(() => {
    const layer = (page[options.datalayer || 'dataLayer'] ||= [])
    const { push } = layer
    layer.map(read)
    layer.push = (...entries) => {
      attempt(() => {
        entries.map(read)
        apply()
      })
      return push.apply(layer, entries)
    }
    apply()
  })
  attempt(() => lookForTcf(LOOK_MS))
}
