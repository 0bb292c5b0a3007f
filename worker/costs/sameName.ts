import { INVISIBLE } from '../classify/addressParts.ts'

/**
 * The form in which names of campaigns and ads are compared: two names are the same if only case, spaces and invisible
 * characters differ. In costs and in links the same campaign is often written differently, and links lose what is invisible:
 * of `❤️` and `👨‍👩‍👧`, too.
 */
export const sameName = (name: string): string =>
  name
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u2800]+/g, ' ')
    .trim()
