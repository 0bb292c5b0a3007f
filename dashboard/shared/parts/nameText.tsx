/** Values as they came in from outside: each in its own direction, cut to the space there is, whole on hover. */
import { Fragment } from 'preact'

interface Props {
  /** One value, or several that stand side by side. */
  text: string | string[]
  /** A second line. */
  small?: boolean
}

export function NameText({ text, small }: Props) {
  const parts = typeof text === 'string' ? [text] : text
  const unset = parts.every((part) => /^\(.*\)$/.test(part))
  const Line = small ? 'small' : 'span'
  return (
    <Line class={unset ? 'name unset' : 'name'} title={parts.join(' / ')}>
      {parts.map((part, place) => (
        <Fragment key={place}>
          {place > 0 && ' / '}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </Line>
  )
}
