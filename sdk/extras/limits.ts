/** The numbers of the extras. Each is a plain constant, so that the bundler puts the figure where the name stands. */

/** A link is followed at once; whoever comes later with its address got it from somebody. */
export const FRESH_MS = 120_000

/** As the wire's `param_value_chars`: the Worker keeps no more of a parameter. */
export const LINK_CHARS = 500
