/** Points of interest per event where a site has not said otherwise: the further down the funnel, the more. */

/** Events that are not named here give none. */
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
