/** The script's second file, which the first one loads when the tag or a form asks for any of it. */
import { extend } from './extras.ts'

// The first file takes it where this fails.
extend(window.tracker!)
