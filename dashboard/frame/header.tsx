/** The header of the page: the site, the language, refresh, sign out. */

import { unicodeHost } from '../../wire/idn.ts'
import { LANGUAGE_CODES, LANGUAGES } from '../languages/languagesByCode.ts'
import { usePage } from '../shared/page.ts'
import { Choice } from '../shared/parts/choice.tsx'
import { rememberLanguage } from '../shared/words/chosenLanguage.ts'
import { Menu } from './menu.tsx'
import { usePopovers } from './popovers.ts'

export function Header() {
  const { say, me, refresh, signOut } = usePage()
  usePopovers()
  return (
    <header class="top">
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <div class="first-line">
        <span class="brand">UTM Dispatcher</span>
        {me && <SiteSwitcher />}
        <span class="header-tools">
          {me && (
            <button type="button" class="quiet" onClick={refresh}>
              {say('refresh')}
            </button>
          )}
          <LanguageSwitcher />
          {me && (
            <button type="button" class="quiet" onClick={() => signOut('here')}>
              {say('sign_out')}
            </button>
          )}
        </span>
      </div>
      {me && <Menu />}
    </header>
  )
}

function SiteSwitcher() {
  const { say, state, go, sites, site } = usePage()
  if (!sites.length) return null
  return (
    <label class="site">
      <span class="unseen">{say('site')}</span>
      <select
        value={site?.site ?? ''}
        onChange={(event) => go({ site: event.currentTarget.value, session: null, filters: [], choices: {} })}
      >
        {!site && <option value="">{state.site ?? ''}</option>}
        {sites.map(({ site, name }) => (
          <option key={site} value={site}>
            {name && name !== unicodeHost(site) ? `${name} (${unicodeHost(site)})` : unicodeHost(site)}
          </option>
        ))}
      </select>
    </label>
  )
}

function LanguageSwitcher() {
  const { say, language, go } = usePage()
  return (
    <Choice
      label={say('language')}
      value={language}
      options={LANGUAGE_CODES.map((code) => [code, LANGUAGES[code].name])}
      choose={(lang) => {
        rememberLanguage(lang)
        go({ lang }, 'replace')
      }}
    />
  )
}
