/** The fields of a site's settings that take one value each. */
import type { Site } from '../../shared/fetching/answers.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { CurrencyOptions, TimezoneOptions } from '../../shared/parts/selectOptions.tsx'
import type { SiteField } from './readSettings.ts'

interface Props {
  site: Site
  /** What is wrong with the entry in a field; null if nothing is. */
  wrong: (field: SiteField) => string | null
}

export function SiteFields({ site, wrong }: Props) {
  const { say } = usePage()
  return (
    <div class="pair">
      <Field label={say('name_of_site')} wrong={wrong('name')}>
        {(bound) => <input {...bound} name="name" defaultValue={site.name} />}
      </Field>
      <Field label={say('retention_days')} help={say('retention_help')} wrong={wrong('retention_days')}>
        {(bound) => (
          <input
            {...bound}
            name="retention_days"
            type="number"
            min={1}
            max={3650}
            defaultValue={String(site.retention_days)}
          />
        )}
      </Field>
      <Field label={say('currency')} help={say('currency_help')} wrong={wrong('currency')}>
        {(bound) => (
          <select {...bound} name="currency">
            <CurrencyOptions chosen={site.currency} />
          </select>
        )}
      </Field>
      <Field label={say('timezone')} help={say('timezone_help')} wrong={wrong('timezone')}>
        {(bound) => (
          <select {...bound} name="timezone">
            <TimezoneOptions chosen={site.timezone} />
          </select>
        )}
      </Field>
      <Field label={say('revenue_counts')} help={say('revenue_counts_help')} wrong={wrong('revenue_counts')}>
        {(bound) => (
          <select {...bound} name="revenue_counts">
            <option value="any" selected={site.revenue_counts === 'any'}>
              {say('revenue_counts_any')}
            </option>
            <option value="confirmed" selected={site.revenue_counts === 'confirmed'}>
              {say('revenue_counts_confirmed')}
            </option>
          </select>
        )}
      </Field>
      <Field label={say('identify')} help={say('identify_help')} wrong={wrong('identify')}>
        {(bound) => (
          <select {...bound} name="identify">
            <option value="open" selected={site.identify === 'open'}>
              {say('identify_open')}
            </option>
            <option value="signed" selected={site.identify === 'signed'}>
              {say('identify_signed')}
            </option>
          </select>
        )}
      </Field>
      <Field
        label={say('data_centres')}
        help={say('data_centres_help')}
        wrong={wrong('exclude_data_centres')}
      >
        {(bound) => (
          <select {...bound} name="exclude_data_centres">
            <option value="no">{say('data_centres_count')}</option>
            <option value="yes" selected={site.exclude_data_centres}>
              {say('data_centres_exclude')}
            </option>
          </select>
        )}
      </Field>
      <Field label={say('rows_per_day')} help={say('rows_per_day_help')} wrong={wrong('rows_per_day')}>
        {(bound) => (
          <input
            {...bound}
            name="rows_per_day"
            type="number"
            min={1000}
            defaultValue={String(site.rows_per_day ?? '')}
          />
        )}
      </Field>
    </div>
  )
}
