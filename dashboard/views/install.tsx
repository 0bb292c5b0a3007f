/** The way to the first event: the script tag, and whose pages may send. */
import { Snippet } from '../parts/snippet.tsx'
import { scriptTag } from '../tag.ts'
import { useView } from '../view.ts'

export function Install() {
  const { say, site } = useView()
  if (!site) return null
  return (
    <section class="panel first">
      <p>{say('install')}</p>
      <Snippet text={scriptTag(location.origin, site.site)} />
      <p class="help">{say('install_help', { hosts: site.hosts.join(', ') })}</p>
    </section>
  )
}
