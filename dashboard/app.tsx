/** The page. Finds out who the reader is, and shows the sign-in, the form for a first site, or a view. */
import { useCallback, useEffect, useErrorBoundary, useMemo, useRef, useState } from 'preact/hooks'
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
import { createFormat, nameOf, readerLocale } from './shared/format/format.ts'
import { isFullAdmin, type Page, PageContext } from './shared/page.ts'
import { Notice } from './shared/parts/notice.tsx'
import { Failure } from './shared/parts/panel.tsx'
import { chosenLanguage } from './shared/words/chosenLanguage.ts'
import { createWords } from './shared/words/createWords.ts'

type Reader =
  | { is: 'coming' }
  | { is: 'unreachable'; error: ApiError }
  | { is: 'out'; why: SignedOutReason }
  | { is: 'in'; me: Me; sites: Site[] }

export function App() {
  const [state, go] = useAddress()
  const [reader, setReader] = useState<Reader>({ is: 'coming' })
  const [refreshCount, setRefreshCount] = useState(0)
  const [broken] = useErrorBoundary()
  const language = state.lang ?? chosenLanguage()
  const { me, sites } = reader.is === 'in' ? reader : { me: null, sites: [] }
  const site = sites.find(({ site }) => site === state.site)

  /** The token from a share link, kept until the API has accepted or refused it. */
  const invited = useRef<string | null>(null)
  const enter = useCallback((signal?: AbortSignal) => {
    setReader({ is: 'coming' })
    invited.current = takeSharedToken() ?? invited.current
    welcome(invited.current, signal).then(
      (reader) => {
        invited.current = null
        setReader(reader)
      },
      (error) => signal?.aborted || setReader({ is: 'unreachable', error }),
    )
  }, [])
  useEffect(() => {
    const abort = new AbortController()
    enter(abort.signal)
    // Opening a share link in a tab that already shows the page changes only the fragment.
    const follow = () => hasSharedToken() && enter(abort.signal)
    addEventListener('hashchange', follow)
    return () => {
      abort.abort()
      removeEventListener('hashchange', follow)
    }
  }, [enter])

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

  const shown = useCallback(
    (dimension: DimensionKey, value: string) => nameOf(dimension, value, words, format),
    [words, format],
  )
  const [sessionList, setSessionList] = useState<readonly string[]>([])

  const page: Page = {
    state,
    go,
    language,
    ...words,
    format,
    shown,
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
          before.is === 'in'
            ? { ...before, sites: before.sites.map((site) => (site.site === changed.site ? changed : site)) }
            : before,
        ),
      [],
    ),
    enter,
    signedOut: useCallback(() => setReader({ is: 'out', why: 'ended' }), []),
    signOut: useCallback(() => {
      request('DELETE', '/api/session').then(
        () => setReader({ is: 'out', why: null }),
        (error) => setReader(error.status === 401 ? { is: 'out', why: null } : { is: 'unreachable', error }),
      )
    }, []),
  }
  return (
    <PageContext.Provider value={page}>
      {reader.is === 'coming' ? (
        <p class="splash">{words.say('loading')}</p>
      ) : (
        <>
          <Header />
          <main id="main" tabIndex={-1}>
            {broken ? <Notice text={words.say('error_display')} /> : screen(page, reader)}
          </main>
        </>
      )}
    </PageContext.Provider>
  )
}

type Seen = Me & { sites: Site[] }

/**
 * Returns the reader and the sites they may see. The token of a share link is used only if the current sign-in cannot
 * see the link's site: an admin who opens a share link stays signed in as admin. Throws ApiError, except for 400 and
 * 401.
 */
async function welcome(invitation: string | null, signal?: AbortSignal): Promise<Reader> {
  const wanted = readState(location.search).site
  const known = await unlessStranger(request<Seen>('GET', '/api/session', { signal }))
  if (known && (!invitation || !wanted || known.sites.some(({ site }) => site === wanted))) return into(known)
  const body = { token: invitation }
  const invited =
    invitation && (await unlessStranger(request<Seen>('POST', '/api/session', { body, signal })))
  if (invited || known) return into(invited || known!)
  return { is: 'out', why: invitation ? 'link' : null }
}

const into = ({ sites, ...me }: Seen): Reader => ({ is: 'in', me, sites })

/** null if the API does not know the reader (401). A malformed token (400) counts as unknown, too. */
const unlessStranger = (seen: Promise<Seen>): Promise<Seen | null> =>
  seen.catch((error: ApiError) => {
    if (error.status === 401 || error.status === 400) return null
    throw error
  })

function screen({ state, site, say, enter }: Page, reader: Exclude<Reader, { is: 'coming' }>) {
  if (reader.is === 'unreachable') {
    return (
      <Notice>
        <Failure error={reader.error} retry={() => enter()} />
      </Notice>
    )
  }
  if (reader.is === 'out') return <SignInView why={reader.why} />
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
