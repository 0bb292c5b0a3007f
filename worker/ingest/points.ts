/** Points of interest per event, added up on the session. A site may change them. */

/** Defaults: the further down the funnel, the more. Events that are not named here give none. */
const DEFAULT_POINTS: Record<string, number> = {
  page_view: 1,
  search: 2,
  view_item: 3,
  add_to_wishlist: 5,
  add_to_cart: 10,
  begin_checkout: 20,
  add_payment_info: 25,
  sign_up: 30,
  generate_lead: 40,
  purchase: 100,
}

/** Points of one event under a site's own table. */
export const pointsOf = (name: string, own: Record<string, number>): number =>
  own[name] ?? DEFAULT_POINTS[name] ?? 0
