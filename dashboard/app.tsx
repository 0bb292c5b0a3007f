/** Who is reading, and which screen that makes: sign in, add a first site, or the reports. */
import { useCallback, useEffect, useErrorBoundary, useMemo, useState } from 'preact/hooks'
import { useAddress } from './address.ts'
import type { Me, Site } from './answer.ts'
import { type ApiError, request } from './api.ts'
import type { Dimension } from './filters.ts'
import { createFormat, nameOf, readerLocale } from './format.ts'
import { Header } from './frame/header.tsx'
import { chosenLanguage } from './language.ts'
import { Notice } from './parts/notice.tsx'
import { Failure } from './parts/panel.tsx'
import { SessionDialog } from './session/dialog.tsx'
import { type View, ViewContext } from './view.ts'
import { AddSite } from './views/add.tsx'
import { Screen } from './views/screen.tsx'
import { SignIn } from './views/signin.tsx'
import { createWords } from './words.ts'

type Reader =
  | { is: 'coming' }
  | { is: 'unreachable'; error: ApiError }
  | { is: 'out'; ended: boolean }
  | { is: 'in'; me: Me; sites: Site[] }

export function App() {
  const [state, go] = useAddress()
  const [reader, setReader] = useState<Reader>({ is: 'coming' })
  const [refreshed, setRefreshed] = useState(0)
  const [broken] = useErrorBoundary()
  const language = state.lang ?? chosenLanguage()
  const { me, sites } = reader.is === 'in' ? reader : { me: null, sites: [] }
  const site = sites.find(({ site }) => site === state.site)

  const enter = useCallback((signal?: AbortSignal) => {
    setReader({ is: 'coming' })
    welcome(signal).then(setReader, (error) => {
      if (signal?.aborted) return
      setReader(error.status === 401 ? { is: 'out', ended: false } : { is: 'unreachable', error })
    })
  }, [])
  useEffect(() => {
    const abort = new AbortController()
    enter(abort.signal)
    return () => abort.abort()
  }, [enter])

  const first = sites[0]?.site
  useEffect(() => {
    if (first && !state.site) go({ site: first }, 'replace')
  }, [first, state.site, go])
  const words = useMemo(() => createWords(language), [language])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = [site?.name, 'UTM Dispatcher'].filter(Boolean).join(' · ')
  }, [language, site?.name])
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
    (dimension: Dimension, value: string) => nameOf(dimension, value, words, format),
    [words, format],
  )
  const [line, setLine] = useState<readonly string[]>([])

  const view: View = {
    state,
    go,
    language,
    ...words,
    format,
    shown,
    line,
    setLine,
    me,
    sites,
    site: site ?? null,
    refreshed,
    refresh: useCallback(() => setRefreshed((count) => count + 1), []),
    enter,
    signedOut: useCallback(() => setReader({ is: 'out', ended: true }), []),
    signOut: useCallback(() => {
      request('DELETE', '/api/session').then(
        () => setReader({ is: 'out', ended: false }),
        (error) =>
          setReader(error.status === 401 ? { is: 'out', ended: false } : { is: 'unreachable', error }),
      )
    }, []),
  }
  return (
    <ViewContext.Provider value={view}>
      {reader.is === 'coming' ? (
        <p class="splash">{words.say('loading')}</p>
      ) : (
        <>
          <Header />
          <main id="main" tabIndex={-1}>
            {broken ? <Notice text={words.say('error_display')} /> : screen(view, reader)}
          </main>
        </>
      )}
    </ViewContext.Provider>
  )
}

/** The reader and the sites they may see. Throws ApiError, 401 for a stranger. */
async function welcome(signal?: AbortSignal): Promise<Reader> {
  const { sites, ...me } = await request<Me & { sites: Site[] }>('GET', '/api/session', { signal })
  return { is: 'in', me, sites }
}

function screen({ state, site, say, enter }: View, reader: Exclude<Reader, { is: 'coming' }>) {
  if (reader.is === 'unreachable') {
    return (
      <Notice>
        <Failure error={reader.error} retry={() => enter()} />
      </Notice>
    )
  }
  if (reader.is === 'out') return <SignIn ended={reader.ended} />
  if (!reader.sites.length || (state.view === 'add' && reader.me.scope === 'admin')) return <AddSite />
  if (!state.site) return null
  if (!site) return <Notice text={say('unknown_site', { site: state.site })} />
  return (
    <>
      <Screen key={site.site} />
      {state.session && <SessionDialog id={state.session} />}
    </>
  )
}
