/** Blocks: slots that are rolled up together. */

/** Each block is made of four of the next smaller size. */
export const FAN = 4
/** In slots: a quarter of a day, a day, 4, 16 and 64 days. A block begins at a multiple of its size. */
export const SIZES = [1, 4, 16, 64, 256] as const

/** The first slot of the block of this size that contains a slot. */
export const blockOf = (slot: number, size: number): number => Math.floor(slot / size) * size
