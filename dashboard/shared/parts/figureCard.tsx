/** A key figure on a card: its title, the figure large, a note, and how it has changed. */
import { ChangeMark, type ChangeMarkProps } from './changeMark.tsx'

interface Props {
  title: string
  value: string
  note?: string | undefined
  /** The length of the longest figure of the row, so that all are written in one size; its own unless said. */
  chars?: number
  isLoss?: boolean
  /** What it was held against; null keeps the line empty, undefined leaves it out. */
  held?: ChangeMarkProps | null | undefined
}

export const FigureCard = ({ title, value, note, chars = value.length, isLoss, held }: Props) => (
  <div class="panel figure">
    <h2>{title}</h2>
    <p class={isLoss ? 'value worse' : 'value'} style={{ '--chars': chars }}>
      {value}
    </p>
    <p class="help">{note || '\u00a0'}</p>
    {held !== undefined && <div class="held">{held && <ChangeMark {...held} />}</div>}
  </div>
)
