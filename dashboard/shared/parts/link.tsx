/** A link to another state of the page: a real address, followed without a load. */
import type { ComponentChildren } from 'preact'
import { print, type State } from '../address/pageState.ts'
import { useView } from '../page.ts'

export function Link(props: {
  to: Partial<State>
  children: ComponentChildren
  current?: boolean
  class?: string
  label?: string
}) {
  const { state, go } = useView()
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(props.to)
  }
  return (
    <a
      href={print({ ...state, ...props.to })}
      class={props.class}
      aria-current={props.current ? 'true' : undefined}
      aria-label={props.label}
      onClick={follow}
    >
      {props.children}
    </a>
  )
}
