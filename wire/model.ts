/** Attribution models: how the money and the conversion of one path are shared among its touches. Imports nothing. */

export const MODELS = ['first', 'last', 'last_non_direct', 'linear', 'position', 'time_decay'] as const
export type Model = (typeof MODELS)[number]
export const DEFAULT_MODEL: Model = 'last_non_direct'
