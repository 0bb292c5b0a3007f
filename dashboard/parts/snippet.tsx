/** Code to copy: the script tag of a site, or a link. */
import { useRef } from 'preact/hooks'
import { Copy } from './copy.tsx'

export function Snippet({ text }: { text: string }) {
  const code = useRef<HTMLElement>(null)
  return (
    <div class="snippet">
      <pre>
        <code ref={code}>{text}</code>
      </pre>
      <Copy text={() => text} fallback={() => getSelection()?.selectAllChildren(code.current!)} />
    </div>
  )
}
