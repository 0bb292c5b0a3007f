/** Texts of the sign-in. */
import type { Texts } from '../../shared/words/texts.ts'

export const signInWords = {
  sign_in: 'Sign in',
  signing_in: 'Signing in…',
  signed_out: 'Your sign-in has ended. Please sign in again.',
  link_ended: 'This link no longer opens the reports: it has expired, or was withdrawn. Ask for a new one.',
  token: 'Access token',
  token_help:
    'The admin token that was printed at the start or at the deployment, or a token that the admin gave you.',
  token_wrong: 'This token is not known here. Check that it was copied whole.',
} as const satisfies Texts
