/** Asks before deleting for good: the reader types a word. */
import { useState } from 'preact/hooks'
import { errorText } from '../../shared/fetching/errorText.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { ConfirmDialog } from '../../shared/parts/confirmDialog.tsx'
import { Field } from '../../shared/parts/field.tsx'
import { purge, type Target } from './exclusionApi.ts'

interface Props {
  site: string
  target: Target
  /** Called in the end. @param isDone whether all is deleted */
  close(isDone: boolean): void
}

export function PurgeDialog({ site, target, close }: Props) {
  const page = usePage()
  const { say } = page
  const [typed, setTyped] = useState('')
  const { busy, error, submit } = useSubmit({ leaves: true })
  const word = say('purge_word')
  const isMeant = typed.trim().toLowerCase() === word
  return (
    <ConfirmDialog
      question={say('purge_sure')}
      yes={say('purge')}
      busy={busy || !isMeant}
      agree={() =>
        submit(async () => {
          await purge(site, target)
          close(true)
        })
      }
      cancel={() => close(false)}
    >
      <p>{say('purge_about')}</p>
      <Field label={say('purge_type', { word })}>
        {(bound) => (
          <input
            {...bound}
            value={typed}
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </ConfirmDialog>
  )
}
