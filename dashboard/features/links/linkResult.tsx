/** The finished link and the text for the platform's own field, to copy, and the warnings. */
import { useId } from 'preact/hooks'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'
import type { Built, Warning } from './buildLink.ts'
import type { Naming, Plain, PlatformName } from './platforms.ts'

interface Props {
  built: Built
  platform: PlatformName | null
  naming: Naming | null
  /** Puts a proposed value into the form. */
  fix(change: Partial<Plain>): void
}

export function LinkResult({ built, platform, naming, fix }: Props) {
  const { say } = usePage()
  const id = useId()
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say(platform ? 'link_text' : 'link_finished')}</h2>
      {platform && (
        <>
          <p class="help">{say(`paste_${platform}`)}</p>
          <CodeSnippet text={built.query} title={say('link_text')} />
        </>
      )}
      {platform === 'google' && (
        <>
          <p class="help">{say('google_template')}</p>
          <CodeSnippet text={`{lpurl}?${built.query}`} title={say('tracking_template')} />
          <p>{say(naming === 'custom' ? 'google_custom' : 'google_no_name')}</p>
        </>
      )}
      {platform && <h3>{say('link_finished')}</h3>}
      {platform && <p class="help">{say('link_finished_help')}</p>}
      {built.url ? (
        <CodeSnippet text={built.url} title={say('link_finished')} />
      ) : (
        <p class="empty">{say('link_none')}</p>
      )}
      <div role="status">
        {built.warnings.length > 0 && (
          <ul class="warnings" aria-label={say('link_warnings')}>
            {built.warnings.map((warning) => (
              <WarningText key={`${warning.about} ${warning.field}`} warning={warning} fix={fix} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function WarningText({ warning: { about, value, field }, fix }: { warning: Warning; fix: Props['fix'] }) {
  const { say } = usePage()
  return (
    <li>
      {say(`warn_${about}`, { value, field: field ? say(`plain_${field}`) : '' })}{' '}
      {about === 'untidy' && field && (
        <button type="button" class="quiet" onClick={() => fix({ [field]: value })}>
          {say('take_proposal', { value })}
        </button>
      )}
    </li>
  )
}
