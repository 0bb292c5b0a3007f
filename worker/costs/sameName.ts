/** When a name in the costs and a name in a link mean the same. */

/** What is compared: without regard to case, and to blanks at the ends or several in a row. */
export const sameName = (name: string): string =>
  name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
