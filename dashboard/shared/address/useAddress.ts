/** The address bar: reads the state from it, writes the state to it, follows the back button. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import { parse, print, type State } from './pageState.ts'

/** Changes a part of the state. `replace` leaves no step to go back to; `undo` goes back when that leads there. */
export type Go = (change: Partial<State>, how?: 'push' | 'replace' | 'undo') => void

/** What a history entry of this page remembers: the address it was reached from. */
interface Entry {
  before: string
}

export function useAddress(): [State, Go] {
  const [state, setState] = useState(() => parse(location.search))
  useEffect(() => {
    const follow = () => setState(parse(location.search))
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const go = useCallback<Go>((change, how = 'push') => {
    const now = parse(location.search)
    const next = { ...now, ...change }
    const entry = history.state as Entry | null
    if (how === 'undo' && entry?.before === print(next)) return history.back()
    if (how === 'push') history.pushState({ before: print(now) } satisfies Entry, '', print(next))
    else history.replaceState(entry, '', print(next))
    setState(next)
  }, [])
  return [state, go]
}
