/** The options of the selects for time zones and for currencies, from the browser's lists. */
import { usePage } from '../page.ts'

export const ownTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** All time zones of the browser, plus its own, the chosen one and UTC, which some browsers leave out. */
export function TimezoneOptions({ chosen }: { chosen: string }) {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ownTimezone(), chosen, 'UTC'])].sort()
  return zones.map((zone) => (
    <option key={zone} selected={zone === chosen}>
      {zone}
    </option>
  ))
}

/** All currencies by code and name, except `without`. */
export function CurrencyOptions({ chosen, without }: { chosen: string; without?: string }) {
  const { format } = usePage()
  const codes = [...new Set([...Intl.supportedValuesOf('currency'), chosen])].sort()
  return codes
    .filter((code) => code !== without)
    .map((code) => (
      <option key={code} value={code} selected={code === chosen}>
        {code} – {format.currency(code)}
      </option>
    ))
}
