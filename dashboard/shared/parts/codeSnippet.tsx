/** Code to copy: the script tag of a site, or a link. */
import { useRef } from 'preact/hooks'
import { useView } from '../page.ts'
import { Copy } from './copyButton.tsx'

/** `title` says what is copied to those who hear the page, where it has several. */
export function Snippet({ text, title }: { text: string; title?: string }) {
  const { say } = useView()
  const code = useRef<HTMLElement>(null)
  return (
    <div class="snippet">
      <pre>
        <code ref={code}>{text}</code>
      </pre>
      <Copy
        text={() => text}
        label={title && say('copy_table', { title })}
        fallback={() => getSelection()?.selectAllChildren(code.current!)}
      />
    </div>
  )
}
