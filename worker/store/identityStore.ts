/** Which browsers belong to one person. They are written through `ledgerStore.ts`. */

/** A visitor and the user id that `identify` gave it. `since_ms`: when it did so for the first time. */
export interface Identity {
  visitor_id: string
  user_id: string
  since_ms: number
}

/** Another browser of the same person. */
export interface LinkedBrowser {
  visitor_id: string
  other_id: string
  /** The instant from which both browsers had the same user id. */
  since_ms: number
}

export interface IdentityStore {
  /**
   * The stored identities from which `linkedBrowsers` finds the other browsers of these visitors: those with a user id of one
   * of them, or with one of these user ids. Of a user id that very many browsers share, `SHARING_BROWSERS` of them, or none.
   */
  identitiesToLink(siteId: number, visitorIds: string[], userIds: string[]): Promise<Identity[]>
  identitiesOf(siteId: number, visitorId: string): Promise<Identity[]>
  /**
   * Looks at the next `limit` identities or more in order of their visitors, and deletes those from before `before_ms`
   * whose visitors have no session.
   * @returns the last visitor, null at the end; and how many were deleted
   */
  forgetOldIdentities(
    siteId: number,
    range: { after: string; before_ms: number },
    limit: number,
  ): Promise<{ last: string | null; deleted: number }>
}
