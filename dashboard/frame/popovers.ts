/**
 * The behaviour of every `<details class="popover">`: one is open at a time, and it closes on a click or focus
 * elsewhere.
 */
import { useEffect } from 'preact/hooks'

const OPEN = 'details.popover[open]'

/** Closes the popovers that do not contain `target`. */
function leave(target: EventTarget | null) {
  for (const box of document.querySelectorAll<HTMLDetailsElement>(OPEN))
    if (!(target instanceof Node && box.contains(target))) box.open = false
}

const follow = (event: Event) => leave(event.target)

/** Escape closes the popover only; an open dialog stays open. */
function close(event: KeyboardEvent) {
  if (event.key !== 'Escape' || event.isComposing) return
  const box = document.querySelector<HTMLDetailsElement>(OPEN)
  if (!box) return
  event.preventDefault()
  const held = box.contains(document.activeElement)
  box.open = false
  if (held) box.querySelector('summary')?.focus()
}

/** `toggle` does not bubble, so it is handled in the capture phase. */
function opened(event: Event) {
  if (event.target instanceof HTMLDetailsElement && event.target.matches(OPEN)) leave(event.target)
}

export function usePopovers() {
  useEffect(() => {
    document.addEventListener('pointerdown', follow)
    document.addEventListener('focusin', follow)
    document.addEventListener('keydown', close)
    document.addEventListener('toggle', opened, true)
    return () => {
      document.removeEventListener('pointerdown', follow)
      document.removeEventListener('focusin', follow)
      document.removeEventListener('keydown', close)
      document.removeEventListener('toggle', opened, true)
    }
  }, [])
}
