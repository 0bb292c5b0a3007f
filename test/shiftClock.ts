/** Run before the test files when `TEST_CLOCK` is set. */
import { SHIFT_MS, shiftClock } from './clock.ts'

shiftClock(SHIFT_MS)
