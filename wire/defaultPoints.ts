/**
 * The points that each event adds to its session, if the site sets none: the further down the funnel, the more. Events that
 * are not listed add none.
 */
export const DEFAULT_POINTS: Record<string, number> = {
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
