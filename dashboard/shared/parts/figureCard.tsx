/** A card with one key figure: title, value, note and change. */
import { ChangeMark, type ChangeMarkProps } from './changeMark.tsx'

interface Props {
  title: string
  value: string
  note?: string | undefined
  /** Another figure to compare with. Undefined: there is no line; empty: the line stays empty. */
  beside?: string | undefined
  /** The length of the longest value in the row of cards, so that all have one font size. By default its own length. */
  chars?: number
  isLoss?: boolean
  /** The change. null: the line stays empty; undefined: there is no line. */
  change?: ChangeMarkProps | null | undefined
}

export const FigureCard = ({ title, value, note, beside, chars = value.length, isLoss, change }: Props) => (
  <div class="panel figure">
    <h2>{title}</h2>
    <p class={isLoss ? 'value worse' : 'value'} style={{ '--chars': chars }}>
      {value}
    </p>
    <p class="help">{note || '\u00a0'}</p>
    {beside !== undefined && <p class="help beside">{beside || '\u00a0'}</p>}
    {change !== undefined && <div class="with-change">{change && <ChangeMark {...change} />}</div>}
  </div>
)
