/**
 * The largest file of costs or of the shop's orders, in bytes. The Worker refuses a larger one with 413. The dashboard
 * checks it before sending.
 */
export const UPLOAD_BYTES = 5 * 1_048_576
