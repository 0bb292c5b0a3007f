/**
 * The form in which names of campaigns and ads are compared: two names are the same if only case and spaces differ. In
 * costs and in links the same campaign is often written differently.
 */
export const sameName = (name: string): string =>
  name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
