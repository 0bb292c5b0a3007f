/** The script tag of the site, to copy. */
import { useRef, useState } from 'preact/hooks'
import { scriptTag } from './tag.ts'
import { useView } from './view.ts'

export function Snippet({ site }: { site: string }) {
  const { say } = useView()
  const code = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(code.current!.textContent)
      setCopied(true)
    } catch {
      // No clipboard here (plain http, or refused): the reader copies what is selected for them.
      getSelection()?.selectAllChildren(code.current!)
    }
  }
  return (
    <div class="snippet">
      <pre>
        <code ref={code}>{scriptTag(location.origin, site)}</code>
      </pre>
      <button type="button" onClick={copy}>
        {say('copy')}
      </button>
      <span role="status">{copied && say('copied')}</span>
    </div>
  )
}
