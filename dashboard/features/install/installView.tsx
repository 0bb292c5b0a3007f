/** Installation: the code for the shop's pages, where to put it, and whether events arrive. */

import { useId, useState } from 'preact/hooks'
import { unicodeHost } from '../../../wire/idn.ts'
import { accepts, hostOf, listed } from '../../shared/format/hosts.ts'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'
import { Field } from '../../shared/parts/field.tsx'
import { Segments } from '../../shared/parts/segments.tsx'
import { AllowHost } from './allowHost.tsx'
import { ArrivalPanel } from './arrivalPanel.tsx'
import { blockedHost } from './blockedHost.ts'
import { CODE, PLAIN_TAG, type TagOptions, WAYS, type Way } from './scriptTag.ts'
import './installStyle.css'

/** The steps of each way to install. */
const STEPS = {
  page: ['page_1', 'page_2'],
  wordpress: ['wordpress_1', 'wordpress_2', 'wordpress_3'],
  gtm: ['gtm_1', 'gtm_2', 'gtm_3'],
  npm: ['npm_1', 'npm_2'],
} as const satisfies Record<Way, readonly string[]>

export function InstallView() {
  const { say, site } = usePage()
  const id = useId()
  const [way, setWay] = useState<Way>('page')
  const [options, setOptions] = useState<TagOptions>(PLAIN_TAG)
  if (!site) return null
  const choose = (change: Partial<TagOptions>) => setOptions((before) => ({ ...before, ...change }))
  const blocked = blockedHost(location.hostname)
  const strangers = options.domains.filter((domain) => !accepts(site.hosts, domain))
  return (
    <div class="grid">
      <section class="panel form" aria-labelledby={id}>
        <h2 id={id}>{say('tag_title')}</h2>
        <Segments
          label={say('way')}
          value={way}
          options={WAYS.map((one) => [one, say(`way_${one}`)])}
          choose={(one) => setWay(one)}
        />
        <ol class="steps">
          {STEPS[way].map((step) => (
            <li key={step}>{say(`step_${step}`)}</li>
          ))}
        </ol>
        <CodeSnippet text={CODE[way](location.origin, site.site, options)} title={say('tag_title')} />
        {blocked && (
          <p class="worse" role="note">
            {say(`host_blocks_${blocked.blocks}`, {
              label: blocked.label,
              example: `data.${unicodeHost(site.site).replace(/^www\./, '')}`,
            })}
          </p>
        )}
        <p class="help">{say('install_help', { hosts: site.hosts.map(unicodeHost).join(', ') })}</p>
        <h3>{say('tag_options')}</h3>
        <Segments
          label={say('tag_consent')}
          value={options.consent}
          options={[
            ['granted', say('consent_granted')],
            ['pending', say('consent_pending')],
            ['datalayer', say('consent_datalayer')],
          ]}
          choose={(consent) => choose({ consent })}
        />
        {options.consent === 'pending' && (
          <>
            <p class="help">{say('consent_help')}</p>
            <CodeSnippet
              text="onConsent((yes) => window.tracker.consent(yes ? 'granted' : 'denied'))"
              title={say('tag_consent')}
            />
          </>
        )}
        {options.consent === 'datalayer' && <p class="help">{say('consent_datalayer_help')}</p>}
        <Tick
          text={say('option_datalayer')}
          checked={options.datalayer}
          choose={(datalayer) => choose({ datalayer })}
        />
        <Tick
          text={say('option_cookie_domain')}
          checked={options.cookieDomain}
          choose={(cookieDomain) => choose({ cookieDomain })}
        />
        <Field label={say('option_domains')} help={say('option_domains_help')}>
          {(bound) => (
            <input
              {...bound}
              placeholder="shop.example, pay.example"
              autoCapitalize="off"
              spellcheck={false}
              onInput={(event) => choose({ domains: listed(event.currentTarget.value).map(hostOf) })}
            />
          )}
        </Field>
        {strangers.map((domain) => (
          <div key={domain}>
            <p>{say('domain_refused', { host: unicodeHost(domain) })}</p>
            <AllowHost host={domain} site={site} />
          </div>
        ))}
      </section>
      <ArrivalPanel key={site.site} site={site} />
    </div>
  )
}

function Tick(props: { text: string; checked: boolean; choose(checked: boolean): void }) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.choose(event.currentTarget.checked)}
      />
      {props.text}
    </label>
  )
}
