/**
 * Thrown when a request of the open endpoint holds more than one request may store. The answer is 429: the script sends the
 * whole request again. What is stored already is not counted twice, and each time more of it is stored.
 */
export class TooMuch extends Error {
  constructor(stored: number, all: number) {
    super(`one request may store no more; ${stored} of ${all} events are stored: send all of them again`)
  }
}
