/** Code to copy: the script tag of a site, or a link. */
import { useRef } from 'preact/hooks'
import { usePage } from '../page.ts'
import { CopyButton } from './copyButton.tsx'

/** `title` is the name of the copy button for screen readers, needed if a view has several snippets. */
export function CodeSnippet({ text, title }: { text: string; title?: string }) {
  const { say } = usePage()
  const code = useRef<HTMLElement>(null)
  return (
    <div class="snippet">
      <pre>
        <code ref={code}>{text}</code>
      </pre>
      <CopyButton
        text={() => text}
        label={title && say('copy_table', { title })}
        fallback={() => getSelection()?.selectAllChildren(code.current!)}
      />
    </div>
  )
}
