/** Which short names terser gives to the script's variables, the most frequent one first. */

/**
 * The order that `node bench/nameOrder.ts` found for the present code: 11 bytes less than terser's own. Any order of these
 * characters makes a right script. After a change of the code another order may be better.
 */
export const NAME_ORDER = 'ldftnJvrpsmquxGwcgKaIozijehLbkHEFANDyMBCOPQRSTUVWXYZ$_'

/** terser's option: the nth name by an order. After the last character, names have two, and so on. */
export const namesBy = (order: string) => ({
  get(n: number): string {
    const rest = Math.floor(n / order.length) - 1
    return (rest < 0 ? '' : this.get(rest)) + order[n % order.length]
  },
})
