/** Files of costs, dropped anywhere on the view or chosen: nothing is stored before the reader has seen what it is. */
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks'
import { CostFile } from '../upload/file.tsx'
import { useQueue } from '../upload/queue.ts'
import { useView } from '../view.ts'
import { Exports } from './exports.tsx'

export function Upload() {
  const { say, site, refresh } = useView()
  const id = useId()
  const queue = useQueue(site?.site ?? '', refresh)
  const isOver = useDrop(queue.add)
  return (
    <section class="panel wide upload" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{say('upload_costs')}</h2>
      </header>
      <div class={isOver ? 'drop over' : 'drop'}>
        <p>{say(isOver ? 'drop_now' : 'drop_here')}</p>
        <input
          id={id}
          class="unseen"
          type="file"
          multiple
          accept=".csv,.tsv,.txt,.json"
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            queue.add([...(event.currentTarget.files ?? [])])
            // The same file can be chosen once more, when it has been mended.
            event.currentTarget.value = ''
          }}
        />
        <label for={id} class="choose">
          {say('choose_files')}
        </label>
        <p id={`${id}-help`} class="help">
          {say('drop_help')}
        </p>
      </div>
      {queue.items.length > 0 && (
        <ul class="cost-files">
          {queue.items.map((item) => (
            <CostFile key={item.id} item={item} queue={queue} />
          ))}
        </ul>
      )}
      <details class="which">
        <summary>{say('which_files')}</summary>
        <Exports />
      </details>
    </section>
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
