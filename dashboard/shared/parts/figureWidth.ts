/** The length of a table's longest figure. Narrow tables choose a font size in which it fits. */

/** Up to this length every figure fits. */
const USUAL = 12

/** The `style` of a table; tableStyle.css reads `--chars`. */
export const figureWidth = (texts: readonly string[]) => ({
  '--chars': Math.max(USUAL, ...texts.map((text) => text.length)),
})
