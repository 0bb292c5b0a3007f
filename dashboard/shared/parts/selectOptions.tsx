/** The options of the two long lists: time zones and currencies, as the browser knows them. */
import { usePage } from '../page.ts'

export const ownTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Every zone of the browser, with its own, the chosen one and UTC, which some leave out. */
export function TimezoneOptions({ chosen }: { chosen: string }) {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ownTimezone(), chosen, 'UTC'])].sort()
  return zones.map((zone) => (
    <option key={zone} selected={zone === chosen}>
      {zone}
    </option>
  ))
}

/** Every currency by its code and its name, but for one. */
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
