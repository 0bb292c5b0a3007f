/** The page. Finds out who the reader is, and shows the sign-in, the form for a first site, or a view. */

import { useCallback, useEffect, useErrorBoundary, useMemo, useRef, useState } from 'preact/hooks'
import { asciiHost } from '../wire/idn.ts'
import type { DimensionKey } from '../wire/query.ts'
import { AddSiteView } from './features/addSite/addSiteView.tsx'
import { SessionDialog } from './features/sessions/sessionDialog.tsx'
import { hasSharedToken, takeSharedToken } from './features/signIn/shareLink.ts'
import { type SignedOutReason, SignInView } from './features/signIn/signInView.tsx'
import { Header } from './frame/header.tsx'
import { Screen } from './frame/screen.tsx'
import { DEFAULT_STATE, readState } from './shared/address/pageState.ts'
import { useAddress } from './shared/address/useAddress.ts'
import type { Me, Site } from './shared/fetching/answers.ts'
import { type ApiError, request } from './shared/fetching/request.ts'
import { createFormat, nameOfValue, readerLocale } from './shared/format/format.ts'
import { isFullAdmin, type Page, PageContext } from './shared/page.ts'
import { Notice } from './shared/parts/notice.tsx'
import { Failure } from './shared/parts/panel.tsx'
import { chosenLanguage } from './shared/words/chosenLanguage.ts'
import { createWords } from './shared/words/createWords.ts'

type Reader =
  | { is: 'loading' }
  | { is: 'unreachable'; error: ApiError }
  | { is: 'signedOut'; why: SignedOutReason }
  | { is: 'signedIn'; me: Me; sites: Site[] }

export function App() {
  const [state, go] = useAddress()
  const [reader, setReader] = useState<Reader>({ is: 'loading' })
  const [refreshCount, setRefreshCount] = useState(0)
  const [broken] = useErrorBoundary()
  const language = state.lang ?? chosenLanguage()
  const { me, sites } = reader.is === 'signedIn' ? reader : { me: null, sites: [] }
  const site = sites.find(({ site }) => site === asciiHost(state.site ?? ''))

  /** The token from a share link, kept until the API has accepted or refused it. */
  const sharedToken = useRef<string | null>(null)
  const reloadReader = useCallback((signal?: AbortSignal) => {
    setReader({ is: 'loading' })
    sharedToken.current = takeSharedToken() ?? sharedToken.current
    loadReader(sharedToken.current, signal).then(
      (reader) => {
        sharedToken.current = null
        setReader(reader)
      },
      (error) => signal?.aborted || setReader({ is: 'unreachable', error }),
    )
  }, [])
  useEffect(() => {
    const abort = new AbortController()
    reloadReader(abort.signal)
    // Opening a share link in a tab that already shows the page changes only the fragment.
    const follow = () => hasSharedToken() && reloadReader(abort.signal)
    addEventListener('hashchange', follow)
    return () => {
      abort.abort()
      removeEventListener('hashchange', follow)
    }
  }, [reloadReader])

  const first = sites[0]?.site
  useEffect(() => {
    if (first && !state.site) go({ site: first }, 'replace')
  }, [first, state.site, go])
  const words = useMemo(() => createWords(language), [language])
  useEffect(() => {
    document.documentElement.lang = language
    const view = site && state.view !== DEFAULT_STATE.view && words.say(`view_${state.view}`)
    document.title = [view, site?.name, 'UTM Dispatcher'].filter(Boolean).join(' · ')
  }, [language, words, site, state.view])
  const format = useMemo(
    () =>
      createFormat(
        readerLocale(language, navigator.languages),
        site?.timezone ?? 'UTC',
        site?.currency ?? '',
      ),
    [language, site?.timezone, site?.currency],
  )

  const nameOf = useCallback(
    (dimension: DimensionKey, value: string) => nameOfValue(dimension, value, words, format),
    [words, format],
  )
  const [sessionList, setSessionList] = useState<readonly string[]>([])

  const page: Page = {
    state,
    go,
    language,
    ...words,
    format,
    nameOf,
    sessionList,
    setSessionList,
    me,
    sites,
    site: site ?? null,
    refreshCount,
    refresh: useCallback(() => setRefreshCount((count) => count + 1), []),
    siteChanged: useCallback(
      (changed: Site) =>
        setReader((before) =>
          before.is === 'signedIn'
            ? { ...before, sites: before.sites.map((site) => (site.site === changed.site ? changed : site)) }
            : before,
        ),
      [],
    ),
    reloadReader,
    signedOut: useCallback(() => setReader({ is: 'signedOut', why: 'ended' }), []),
    signOut: useCallback((where) => {
      request('DELETE', `/api/session${where === 'everywhere' ? '?all=1' : ''}`).then(
        () => setReader({ is: 'signedOut', why: null }),
        (error) =>
          setReader(error.status === 401 ? { is: 'signedOut', why: null } : { is: 'unreachable', error }),
      )
    }, []),
  }
  return (
    <PageContext.Provider value={page}>
      {reader.is === 'loading' ? (
        <p class="splash">{words.say('loading')}</p>
      ) : (
        <>
          <Header />
          <main id="main" tabIndex={-1}>
            {broken ? <Notice text={words.say('error_display')} /> : contentOf(page, reader)}
          </main>
        </>
      )}
    </PageContext.Provider>
  )
}

type SignInAnswer = Me & { sites: Site[] }

/**
 * Returns the reader and the sites they may see. The token of a share link is used only if the current sign-in cannot
 * see the link's site: an admin who opens a share link stays signed in as admin. Throws ApiError, except for 400 and
 * 401.
 */
async function loadReader(token: string | null, signal?: AbortSignal): Promise<Reader> {
  const wanted = readState(location.search).site
  const current = await nullIfUnknown(request<SignInAnswer>('GET', '/api/session', { signal }))
  if (current && (!token || !wanted || current.sites.some(({ site }) => site === asciiHost(wanted))))
    return signedIn(current)
  const body = { token }
  const byLink =
    token && (await nullIfUnknown(request<SignInAnswer>('POST', '/api/session', { body, signal })))
  if (byLink || current) return signedIn(byLink || current!)
  return { is: 'signedOut', why: token ? 'link' : null }
}

const signedIn = ({ sites, ...me }: SignInAnswer): Reader => ({ is: 'signedIn', me, sites })

/** null if the API does not know the reader (401). A malformed token (400) counts as unknown, too. */
const nullIfUnknown = (answer: Promise<SignInAnswer>): Promise<SignInAnswer | null> =>
  answer.catch((error: ApiError) => {
    if (error.status === 401 || error.status === 400) return null
    throw error
  })

function contentOf({ state, site, say, reloadReader }: Page, reader: Exclude<Reader, { is: 'loading' }>) {
  if (reader.is === 'unreachable') {
    return (
      <Notice>
        <Failure error={reader.error} retry={() => reloadReader()} />
      </Notice>
    )
  }
  if (reader.is === 'signedOut') return <SignInView why={reader.why} />
  if (!reader.sites.length || (state.view === 'add' && isFullAdmin(reader.me))) return <AddSiteView />
  if (!state.site) return null
  if (!site) return <Notice text={say('unknown_site', { site: state.site })} />
  return (
    <>
      <Screen key={site.site} />
      {state.session && <SessionDialog id={state.session} />}
    </>
  )
}
