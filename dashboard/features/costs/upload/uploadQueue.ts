/** The queue of cost files. One after another is previewed, confirmed by the reader, and loaded or skipped. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { UPLOAD_BYTES } from '../../../../wire/uploadBytes.ts'
import type { CostsAnswer } from '../../../shared/fetching/answers.ts'
import { ApiError, request } from '../../../shared/fetching/request.ts'

export type Stage = 'waiting' | 'reading' | 'understood' | 'refused' | 'loading' | 'loaded' | 'skipped'

/** What the reader has entered because the file does not contain it. Empty: nothing. */
export interface Entered {
  currency: string
  charset: string
}

export interface Item {
  id: number
  file: File
  entered: Entered
  stage: Stage
  /** What loading would change; after loading, what it has changed. */
  answer: CostsAnswer | null
  error: ApiError | null
}

export interface Queue {
  items: Item[]
  add(files: Iterable<File>): void
  /** Reads the file again with what the reader has entered. */
  read(id: number, entered: Entered): void
  load(id: number): void
  /** Loads nothing of the file and goes on to the next one. */
  discard(id: number): void
}

const IN_PROGRESS: readonly Stage[] = ['reading', 'understood', 'refused', 'loading']

/** `loaded` is called after costs have changed. */
export function useUploadQueue(site: string, loaded: () => void): Queue {
  const [items, setItems] = useState<Item[]>([])
  const count = useRef(0)
  const change = useCallback(
    (id: number, to: Partial<Item>) =>
      setItems((before) => before.map((item) => (item.id === id ? { ...item, ...to } : item))),
    [],
  )
  const read = useCallback(
    (item: Item, entered: Entered) => {
      change(item.id, { entered, stage: 'reading', error: null })
      send(site, item.file, entered, true).then(
        (answer) => change(item.id, { stage: 'understood', answer }),
        (error) => change(item.id, { stage: 'refused', error, answer: null }),
      )
    },
    [site, change],
  )
  // One at a time: what a file would change depends on the files loaded before it.
  useEffect(() => {
    const next = items.find(({ stage }) => stage === 'waiting')
    if (next && !items.some(({ stage }) => IN_PROGRESS.includes(stage))) read(next, next.entered)
  }, [items, read])
  const find = (id: number) => items.find((item) => item.id === id)
  return {
    items,
    add: (files) =>
      setItems((before) => [
        ...before,
        ...[...files].map((file): Item => {
          const entered = { currency: '', charset: '' }
          return { id: ++count.current, file, entered, stage: 'waiting', answer: null, error: null }
        }),
      ]),
    read(id, entered) {
      const item = find(id)
      if (item) read(item, entered)
    },
    load(id) {
      const item = find(id)
      if (!item) return
      change(id, { stage: 'loading' })
      send(site, item.file, item.entered, false).then(
        (answer) => {
          change(id, { stage: 'loaded', answer })
          loaded()
        },
        (error) => change(id, { stage: 'refused', error, answer: null }),
      )
    },
    discard: (id) => change(id, { stage: 'skipped' }),
  }
}

/** A workbook is recognised by its bytes. */
const typeOf = (name: string): string =>
  /\.json$/i.test(name) ? 'application/json' : /\.xlsx$/i.test(name) ? 'application/octet-stream' : 'text/csv'

/** Throws ApiError, also if the file was deleted or changed after it was chosen. */
async function send(site: string, file: File, { currency, charset }: Entered, isPreview: boolean) {
  const params = new URLSearchParams({ site })
  if (currency) params.set('currency', currency)
  if (isPreview) params.set('preview', '1')
  const type = typeOf(file.name)
  // One byte more than the limit is enough for the API to answer "too large".
  const body = file.slice(0, UPLOAD_BYTES + 1, charset ? `${type}; charset=${charset}` : type)
  try {
    return await request<CostsAnswer>('POST', `/api/costs?${params}`, { body })
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, 'unreadable', String(error))
  }
}
