/**
 * Texts from outside (campaigns, URLs): each in its own writing direction, cut to the space, with the whole text on
 * hover.
 */
import { Fragment } from 'preact'

interface Props {
  /** One value, or several side by side. */
  text: string | string[]
  /** A second line. */
  small?: boolean
}

export function NameText({ text, small }: Props) {
  const parts = typeof text === 'string' ? [text] : text
  const isNotSet = parts.every((part) => /^\(.*\)$/.test(part))
  const Line = small ? 'small' : 'span'
  return (
    <Line class={isNotSet ? 'name not-set' : 'name'} title={parts.join(' / ')}>
      {parts.map((part, place) => (
        <Fragment key={place}>
          {place > 0 && ' / '}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </Line>
  )
}
