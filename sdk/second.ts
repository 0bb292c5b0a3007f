/** The script's second file, which the first one loads when the tag or a form asks for any of it. */
import { extend } from './extras.ts'

if (window.tracker) extend(window.tracker, window.tracker.options)
