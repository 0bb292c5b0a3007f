/** A new admin token has at least this many characters. A shorter one that is in use works, with a warning. */
export const ADMIN_TOKEN_CHARS = 16
