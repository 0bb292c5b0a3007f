/**
 * A field to drop files on or to choose them. They may be dropped anywhere on the page, so a view can have only one.
 */
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks'
import { usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'

interface Props {
  /** What to drop. */
  title: TextKey
  /** The text of the button that opens the browser's file dialog. */
  choose: TextKey
  /** What happens with the files. */
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
        accept=".csv,.tsv,.txt,.json,.xlsx"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])])
          // Without this, choosing the same file again after correcting it would cause no event.
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
 * Takes files wherever they are dropped on the page. Without this, a file dropped outside of the field would open in the
 * browser and replace the page.
 * @returns whether files are being dragged over the page
 */
function useDrop(take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taker = useRef(take)
  taker.current = take
  const follow = useCallback((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (event.type === 'drop') taker.current([...event.dataTransfer.files])
    // `dragleave` also fires between elements; only when it leaves the window, `relatedTarget` is null.
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
