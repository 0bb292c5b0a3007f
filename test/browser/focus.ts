/** Where the keyboard's focus is. */
import type { Page } from 'playwright-core'

interface Stop {
  name: string
  /** On the screen, and with a ring around it. */
  isSeen: boolean
}

/** The element that has the focus; null when it is the page as a whole. */
export const stop = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
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
  })
