/** The queue of cost files. One after another is previewed, confirmed by the reader, and loaded or skipped. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { COSTS_BYTES } from '../../../../wire/costs.ts'
import type { CostsAnswer } from '../../../shared/fetching/answers.ts'
import { ApiError, request } from '../../../shared/fetching/request.ts'

export type Stage = 'waiting' | 'reading' | 'understood' | 'refused' | 'loading' | 'loaded' | 'left'

/** What the reader has entered because the file does not contain it. Empty: nothing. */
export interface Said {
  currency: string
  charset: string
}

export interface Item {
  id: number
  file: File
  said: Said
  stage: Stage
  /** What loading would change; after loading, what it has changed. */
  answer: CostsAnswer | null
  error: ApiError | null
}

export interface Queue {
  items: Item[]
  add(files: Iterable<File>): void
  /** Reads the file again with what the reader has entered. */
  read(id: number, said: Said): void
  load(id: number): void
  /** Skips the file and goes on to the next one. */
  leave(id: number): void
}

const HAS_TURN: readonly Stage[] = ['reading', 'understood', 'refused', 'loading']

/** `loaded` is called after costs have changed. */
export function useQueue(site: string, loaded: () => void): Queue {
  const [items, setItems] = useState<Item[]>([])
  const count = useRef(0)
  const change = useCallback(
    (id: number, to: Partial<Item>) =>
      setItems((before) => before.map((item) => (item.id === id ? { ...item, ...to } : item))),
    [],
  )
  const read = useCallback(
    (item: Item, said: Said) => {
      change(item.id, { said, stage: 'reading', error: null })
      send(site, item.file, said, true).then(
        (answer) => change(item.id, { stage: 'understood', answer }),
        (error) => change(item.id, { stage: 'refused', error, answer: null }),
      )
    },
    [site, change],
  )
  // One at a time: what a file would change depends on the files loaded before it.
  useEffect(() => {
    const next = items.find(({ stage }) => stage === 'waiting')
    if (next && !items.some(({ stage }) => HAS_TURN.includes(stage))) read(next, next.said)
  }, [items, read])
  const find = (id: number) => items.find((item) => item.id === id)
  return {
    items,
    add: (files) =>
      setItems((before) => [
        ...before,
        ...[...files].map((file): Item => {
          const said = { currency: '', charset: '' }
          return { id: ++count.current, file, said, stage: 'waiting', answer: null, error: null }
        }),
      ]),
    read(id, said) {
      const item = find(id)
      if (item) read(item, said)
    },
    load(id) {
      const item = find(id)
      if (!item) return
      change(id, { stage: 'loading' })
      send(site, item.file, item.said, false).then(
        (answer) => {
          change(id, { stage: 'loaded', answer })
          loaded()
        },
        (error) => change(id, { stage: 'refused', error, answer: null }),
      )
    },
    leave: (id) => change(id, { stage: 'left' }),
  }
}

/** Throws ApiError, also if the file was deleted or changed after it was chosen. */
async function send(site: string, file: File, { currency, charset }: Said, isPreview: boolean) {
  const params = new URLSearchParams({ site })
  if (currency) params.set('currency', currency)
  if (isPreview) params.set('preview', '1')
  const type = /\.json$/i.test(file.name) ? 'application/json' : 'text/csv'
  // One byte more than the limit is enough for the API to answer "too large".
  const body = file.slice(0, COSTS_BYTES + 1, charset ? `${type}; charset=${charset}` : type)
  try {
    return await request<CostsAnswer>('POST', `/api/costs?${params}`, { body })
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, 'unreadable', String(error))
  }
}
