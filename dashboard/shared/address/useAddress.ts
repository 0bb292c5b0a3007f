/** Hook for the page state in the address bar: reads it, writes it, and follows the back button. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import { addressOf, type PageState, readState } from './pageState.ts'

/**
 * Changes a part of the state. `replace` adds no history entry; `undo` goes back if the previous entry is the new
 * state.
 */
export type Go = (change: Partial<PageState>, how?: 'push' | 'replace' | 'undo') => void

/** The data of a history entry: the address before it. */
interface Entry {
  before: string
}

export function useAddress(): [PageState, Go] {
  const [state, setState] = useState(() => readState(location.search))
  useEffect(() => {
    const follow = () => setState(readState(location.search))
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const go = useCallback<Go>((change, how = 'push') => {
    const now = readState(location.search)
    const next = { ...now, ...change }
    const entry = history.state as Entry | null
    if (how === 'undo' && entry?.before === addressOf(next)) return history.back()
    if (how === 'push') history.pushState({ before: addressOf(now) } satisfies Entry, '', addressOf(next))
    else history.replaceState(entry, '', addressOf(next))
    setState(next)
  }, [])
  return [state, go]
}
