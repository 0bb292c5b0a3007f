/** The upload of cost files. Nothing is stored before the reader has confirmed the preview. */
import { useId } from 'preact/hooks'
import { usePage } from '../../../shared/page.ts'
import { FileDrop } from '../../../shared/parts/fileDrop.tsx'
import { ExportGuide } from '../exportGuide.tsx'
import { CostFile } from './costFile.tsx'
import { useUploadQueue } from './uploadQueue.ts'

export function UploadPanel() {
  const { say, site, refresh } = usePage()
  const id = useId()
  const queue = useUploadQueue(site?.site ?? '', refresh)
  return (
    <section class="panel wide upload" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{say('upload_costs')}</h2>
      </header>
      <FileDrop title="drop_here" choose="choose_files" help="drop_help" multiple take={queue.add} />
      {queue.items.length > 0 && (
        <ul class="cost-files">
          {queue.items.map((item) => (
            <CostFile key={item.id} item={item} queue={queue} />
          ))}
        </ul>
      )}
      <details class="which">
        <summary>{say('which_files')}</summary>
        <ExportGuide />
      </details>
    </section>
  )
}
