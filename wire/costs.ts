/** How large a file of costs may be: whoever sends a larger one need not send it all to be refused. */
export const COSTS_BYTES = 5 * 1_048_576
