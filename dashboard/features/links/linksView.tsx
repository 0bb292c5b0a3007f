/** Builds the links of ads, mails and posters, with the platforms' macros. */

import { useState } from 'preact/hooks'
import { unicodeHost } from '../../../wire/idn.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { Segments } from '../../shared/parts/segments.tsx'
import { buildLink } from './buildLink.ts'
import { LinkResult } from './linkResult.tsx'
import {
  type Naming,
  PLACES,
  PLAIN_FIELDS,
  PLATFORMS,
  type PlaceName,
  type Plain,
  type PlatformName,
} from './platforms.ts'
import './linksStyle.css'

type Where = PlatformName | PlaceName
const WHERE = [...Object.keys(PLATFORMS), ...Object.keys(PLACES)] as Where[]
const isPlatform = (where: Where): where is PlatformName => where in PLATFORMS

export function LinksView() {
  const { say, site } = usePage()
  const [where, setWhere] = useState<Where>('meta')
  const [landing, setLanding] = useState(`https://${unicodeHost(site?.site ?? '')}/`)
  const [named, setNamed] = useState<Naming | null>(null)
  const [typed, setTyped] = useState<Record<PlaceName, Plain>>(PLACES)
  if (!site) return null

  const platform = isPlatform(where) ? where : null
  const namings: readonly Naming[] = platform ? PLATFORMS[platform].namings : []
  const naming = namings.find((option) => option === named) ?? namings[0]
  const about = { landing, hosts: site.hosts }
  const plain = isPlatform(where) ? null : typed[where]
  const type = (change: Partial<Plain>) =>
    !isPlatform(where) && setTyped((before) => ({ ...before, [where]: { ...before[where], ...change } }))
  const built =
    platform && naming
      ? buildLink({ ...about, platform, naming })
      : buildLink({ ...about, plain: plain ?? PLACES.email })
  const problem = built.missing === 'landing' || built.missing === 'landing_wrong' ? built.missing : null

  return (
    <div class="grid">
      <section class="panel form" aria-label={say('link_about')}>
        <Segments
          label={say('link_where')}
          value={where}
          options={WHERE.map((one) => [one, isPlatform(one) ? PLATFORMS[one].title : say(`link_${one}`)])}
          choose={(one) => setWhere(one)}
        />
        <Field
          label={say('link_landing')}
          help={say('link_landing_help')}
          wrong={problem && say(`missing_${problem}`)}
        >
          {(bound) => (
            <input
              {...bound}
              value={landing}
              type="url"
              inputMode="url"
              autoCapitalize="off"
              spellcheck={false}
              onInput={(event) => setLanding(event.currentTarget.value)}
            />
          )}
        </Field>
        {naming && (
          <Field label={say('naming')}>
            {(bound) => (
              <select
                {...bound}
                value={naming}
                onChange={(event) =>
                  setNamed(namings.find((option) => option === event.currentTarget.value) ?? null)
                }
              >
                {namings.map((one) => (
                  <option key={one} value={one}>
                    {say(`naming_${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {plain &&
          PLAIN_FIELDS.map((field) => (
            <Field
              key={field}
              label={`${say(`plain_${field}`)} (utm_${field})`}
              help={say(`plain_${field}_help`)}
              wrong={field === 'source' && built.missing === 'source' ? say('missing_source') : null}
            >
              {(bound) => (
                <input
                  {...bound}
                  value={plain[field]}
                  maxLength={300}
                  autoCapitalize="off"
                  spellcheck={false}
                  onInput={(event) => type({ [field]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
      </section>
      <LinkResult built={built} platform={platform} naming={naming ?? null} fix={type} />
    </div>
  )
}
