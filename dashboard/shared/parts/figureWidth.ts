/** How long the longest figure of a table is: in little space all of its figures are written as large as that one fits. */

/** Fewer characters than that fit anyway. */
const USUAL = 12

/** For the `style` of a table; table.css reads it. */
export const figureWidth = (texts: readonly string[]) => ({
  '--chars': Math.max(USUAL, ...texts.map((text) => text.length)),
})
