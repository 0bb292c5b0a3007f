/** Where the keyboard's focus is. */
import type { Page } from 'playwright-core'

interface Stop {
  name: string
  /** On the screen, and with a ring around it. */
  isSeen: boolean
}

/** Runs in the page: the element that has the focus; null when it is the page as a whole. */
function focused(): Stop | null {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at === document.body) return null
  const { width, height, top, bottom } = at.getBoundingClientRect()
  const labels = at instanceof HTMLSelectElement || at instanceof HTMLInputElement ? at.labels : null
  const label = labels?.[0]?.cloneNode(true) as HTMLElement | undefined
  label?.querySelector('select')?.remove()
  const name = at.getAttribute('aria-label') ?? label?.textContent ?? at.innerText
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  return {
    name: name.replace(/[↓↑]/, '').trim(),
    isSeen:
      width > 8 &&
      height > 8 &&
      bottom > 0 &&
      top < innerHeight &&
      outlineStyle !== 'none' &&
      Number.parseFloat(outlineWidth) >= 2,
  }
}

/** The element that has the focus; null when it is the page as a whole. */
export const stop = (page: Page): Promise<Stop | null> => page.evaluate(focused)

interface Walk {
  unseen: string[]
  stops: number
  hasLeft: boolean
}

/**
 * Presses Tab until the focus has left the page. Returns the stops that cannot be seen. The page itself looks at each stop
 * when the next Tab comes: asking it after every key would take twice the time.
 * @param from a selector of the element to begin at; default: the beginning of the page
 * @param most no page has more stops
 */
export async function unseenStops(page: Page, from: string | undefined, most: number): Promise<string[]> {
  if (from) await page.locator(from).focus()
  await page.evaluate((source) => {
    const look = new Function(`return (${source})()`) as () => Stop | null
    const walk: Walk = { unseen: [], stops: -1, hasLeft: false }
    const onKey = () => {
      walk.stops++
      if (!walk.stops || walk.hasLeft) return
      const at = look()
      walk.hasLeft = !at
      if (at && !at.isSeen) walk.unseen.push(at.name)
    }
    document.addEventListener('keydown', onKey, true)
    Object.assign(window, { walk, endWalk: () => document.removeEventListener('keydown', onKey, true) })
  }, String(focused))
  for (let pressed = 0; pressed < most; pressed += KEYS) {
    // `down` alone moves the focus each time, and needs one message less than a whole key press.
    for (let key = 0; key < KEYS; key++) await page.keyboard.down('Tab')
    const walk = await page.evaluate<Walk>('walk')
    if (!walk.hasLeft) continue
    await page.keyboard.up('Tab')
    await page.evaluate('endWalk()')
    return walk.unseen
  }
  return [`Tab does not leave the page in ${most} steps`]
}

/** Keys between two questions whether the focus has left the page. */
const KEYS = 20
