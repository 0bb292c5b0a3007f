import { hex } from './hex.ts'

/** A random secret of so many bytes, as hexadecimal digits. */
export const randomHex = (bytes: number): string => hex(crypto.getRandomValues(new Uint8Array(bytes)))
