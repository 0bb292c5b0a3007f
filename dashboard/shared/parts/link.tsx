/** A link to another state of the page. It has a real address, and is followed without loading the page. */
import type { ComponentChildren } from 'preact'
import { addressOf, type PageState } from '../address/pageState.ts'
import { usePage } from '../page.ts'

export function Link(props: {
  to: Partial<PageState>
  children: ComponentChildren
  current?: boolean
  class?: string
  label?: string
}) {
  const { state, go } = usePage()
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(props.to)
  }
  return (
    <a
      href={addressOf({ ...state, ...props.to })}
      class={props.class}
      aria-current={props.current ? 'true' : undefined}
      aria-label={props.label}
      onClick={follow}
    >
      {props.children}
    </a>
  )
}
