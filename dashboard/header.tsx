/** The page's head: which site, which language, load again, sign out. */
import { rememberLanguage } from './language.ts'
import { Link } from './link.tsx'
import { LANGUAGES } from './state.ts'
import { useView } from './view.ts'

export function Header() {
  const { say, me, signOut } = useView()
  return (
    <header class="top">
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <span class="brand">UTM Dispatcher</span>
      {me && <SiteSwitcher />}
      <span class="rest">
        {me && <Refresh />}
        <LanguageSwitcher />
        {me && (
          <button type="button" class="quiet" onClick={signOut}>
            {say('sign_out')}
          </button>
        )}
      </span>
    </header>
  )
}

function SiteSwitcher() {
  const { say, state, go, sites, site, me } = useView()
  return (
    <>
      {sites.length > 0 && (
        <label class="site">
          <span class="unseen">{say('site')}</span>
          <select
            value={site?.site ?? ''}
            onChange={(event) => go({ site: event.currentTarget.value, session: null, add: false })}
          >
            {!site && <option value="">{state.site ?? ''}</option>}
            {sites.map(({ site, name }) => (
              <option key={site} value={site}>
                {name && name !== site ? `${name} (${site})` : site}
              </option>
            ))}
          </select>
        </label>
      )}
      {sites.length > 0 && me?.scope === 'admin' && (
        <Link to={{ add: true, session: null }} class="quiet" current={state.add}>
          {say('add_site')}
        </Link>
      )}
    </>
  )
}

function Refresh() {
  const { say, refresh } = useView()
  return (
    <button type="button" class="quiet" onClick={refresh}>
      {say('refresh')}
    </button>
  )
}

const OWN_NAMES = { en: 'English', uk: 'Українська' }

function LanguageSwitcher() {
  const { say, language, go } = useView()
  return (
    <label>
      <span class="unseen">{say('language')}</span>
      <select
        value={language}
        onChange={(event) => {
          const lang = LANGUAGES.find((known) => known === event.currentTarget.value) ?? 'en'
          rememberLanguage(lang)
          go({ lang }, 'replace')
        }}
      >
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code}>
            {OWN_NAMES[code]}
          </option>
        ))}
      </select>
    </label>
  )
}
