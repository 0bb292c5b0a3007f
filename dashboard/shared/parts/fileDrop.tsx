/** A place to drop files at or to choose them from; they may be dropped anywhere on the page. One a view. */
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks'
import { usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'

interface Props {
  /** What to drop. */
  title: TextKey
  /** On the button that opens the browser's own dialog. */
  choose: TextKey
  /** What becomes of the files. */
  help: TextKey
  multiple?: boolean
  take(files: File[]): void
}

export function FileDrop({ title, choose, help, multiple, take }: Props) {
  const { say } = usePage()
  const id = useId()
  const isOver = useDrop(take)
  return (
    <div class={isOver ? 'drop over' : 'drop'}>
      <p>{say(isOver ? 'drop_now' : title)}</p>
      <input
        id={id}
        class="unseen"
        type="file"
        multiple={multiple}
        accept=".csv,.tsv,.txt,.json"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])])
          // The same file can be chosen once more, when it has been mended.
          event.currentTarget.value = ''
        }}
      />
      <label for={id} class="choose">
        {say(choose)}
      </label>
      <p id={`${id}-help`} class="help">
        {say(help)}
      </p>
    </div>
  )
}

/**
 * Takes files wherever they are dropped: one that misses its target would else take the browser away from the page.
 * @returns whether files hover over the page
 */
function useDrop(take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taker = useRef(take)
  taker.current = take
  const follow = useCallback((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (event.type === 'drop') taker.current([...event.dataTransfer.files])
    // Elements are left for the next one all the time; the window only once.
    setOver(event.type === 'dragover' || (event.type === 'dragleave' && event.relatedTarget !== null))
  }, [])
  useEffect(() => {
    const types = ['dragover', 'dragleave', 'drop'] as const
    for (const type of types) addEventListener(type, follow)
    return () => {
      for (const type of types) removeEventListener(type, follow)
    }
  }, [follow])
  return over
}
