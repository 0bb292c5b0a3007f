/** Files of costs, dropped anywhere on the view or chosen: nothing is stored before the reader has seen what it is. */
import { useId } from 'preact/hooks'
import { Drop } from '../parts/drop.tsx'
import { CostFile } from '../upload/file.tsx'
import { useQueue } from '../upload/queue.ts'
import { useView } from '../view.ts'
import { Exports } from './exports.tsx'

export function Upload() {
  const { say, site, refresh } = useView()
  const id = useId()
  const queue = useQueue(site?.site ?? '', refresh)
  return (
    <section class="panel wide upload" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{say('upload_costs')}</h2>
      </header>
      <Drop title="drop_here" choose="choose_files" help="drop_help" multiple take={queue.add} />
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
