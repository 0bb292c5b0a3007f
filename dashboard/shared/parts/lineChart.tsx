/** A line chart over time, drawn by uPlot on a canvas. The same figures are always in a table, too. */
import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { type Line, type Stroke, strokes } from './strokes.ts'

interface Props {
  /** The name of each point, from left to right. */
  points: string[]
  /** The short names below the axis. */
  ticks?: string[]
  lines: Line[]
  /** Formats a value. */
  write: (value: number) => string
  /** Formats a value for the axis, in a short form. */
  axisLabel?: (value: number) => string
  /** The values are whole numbers. */
  isWhole?: boolean
  /** Describes the chart for screen readers. */
  label: string
}

/** The position of the pointer: the index of the point, and the distance from the left. */
interface Pointed {
  at: number
  left_px: number
  isRight: boolean
}

const HEIGHT_PX = 240
/** Possible steps between grid lines: 1, 2 and 5 times each power of ten, from 0.01 on. */
const STEPS = Array.from({ length: 14 }, (_, size) => [1, 2, 5].map((step) => step * 10 ** (size - 2))).flat()

export function LineChart({
  points,
  ticks = points,
  lines,
  write,
  axisLabel = write,
  isWhole = false,
  label,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [pointed, point] = useState<Pointed | null>(null)
  useEffect(() => {
    const place = box.current!
    let plot: uPlot | null = null
    const draw = () => {
      plot?.destroy()
      const drawn = lines.flatMap(strokes)
      plot = new uPlot(options(place, ticks, drawn, axisLabel, isWhole, point), data(points, drawn), place)
    }
    draw()
    const sized = new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height: HEIGHT_PX }))
    sized.observe(place)
    const looks = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')]
    for (const look of looks) look.addEventListener('change', draw)
    return () => {
      sized.disconnect()
      for (const look of looks) look.removeEventListener('change', draw)
      plot?.destroy()
      point(null)
    }
  }, [points, ticks, lines, axisLabel, isWhole])
  return (
    <div class="chart">
      <div ref={box} class="canvas" role="img" aria-label={label} />
      {pointed && points[pointed.at] !== undefined && (
        <div
          class={pointed.isRight ? 'read-out to-left' : 'read-out'}
          aria-hidden="true"
          style={{ '--left': `${pointed.left_px}px` }}
        >
          <b>{points[pointed.at]}</b>
          {lines.toReversed().map((line) => (
            <Key key={line.label} line={line} value={write(line.values[pointed.at] ?? Number.NaN)} />
          ))}
        </div>
      )}
      <p class="keys" aria-hidden="true">
        {lines.length > 1 && lines.toReversed().map((line) => <Key key={line.label} line={line} />)}
      </p>
    </div>
  )
}

/** The legend entry of a line, with its value at the pointer. */
function Key({ line, value }: { line: Line; value?: string }) {
  return (
    <span class={line.isPrevious ? 'key behind' : 'key'}>
      <i /> {line.label} {value !== undefined && <b>{value}</b>}
    </span>
  )
}

const data = (points: string[], lines: Stroke[]): uPlot.AlignedData => [
  points.map((_, at) => at),
  ...lines.map(({ values }) => values),
]

/** The colour that the style sheet gives to a part of the chart, resolved for the canvas (variables, light or dark). */
function colour(place: HTMLElement, part: string): string {
  const swatch = document.createElement('i')
  swatch.className = `chart-${part}`
  place.append(swatch)
  const { color } = getComputedStyle(swatch)
  swatch.remove()
  return color
}

function options(
  place: HTMLElement,
  ticks: string[],
  lines: Stroke[],
  axisLabel: (value: number) => string,
  isWhole: boolean,
  point: (pointed: Pointed | null) => void,
): uPlot.Options {
  const look = getComputedStyle(place)
  const [accent, fill, faint, line] = (['line', 'fill', 'behind', 'grid'] as const).map((part) =>
    colour(place, part),
  ) as [string, string, string, string]
  const font = `12px ${look.fontFamily}`
  const axis: uPlot.Axis = { stroke: faint, font, grid: { stroke: line, width: 1 }, ticks: { show: false } }
  return {
    width: place.clientWidth,
    height: HEIGHT_PX,
    // The first and the last label are centred below the ends of the line and need space beyond them.
    padding: [8, Math.max(8, 3.5 * (ticks.at(-1)?.length ?? 0)), 0, 0],
    cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false } },
    legend: { show: false },
    hooks: {
      setCursor: [
        ({ cursor, over }) => {
          const { idx, left = -1 } = cursor
          if (typeof idx !== 'number' || left < 0) return point(null)
          const isRight = left > over.clientWidth / 2
          point({ at: idx, left_px: over.offsetLeft + left, isRight })
        },
      ],
    },
    scales: {
      x: { time: false },
      y: {
        range: (_, __, max) => uPlot.rangeNum(0, Math.max(max || 0, 1), 0.1, true) as uPlot.Range.MinMax,
      },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        space: 90,
        incrs: [1, 2, 3, 4, 6, 7, 12, 14, 28, 56, 112],
        values: (_, at) => at.map((place) => ticks[place] ?? ''),
      },
      {
        ...axis,
        incrs: STEPS.filter((step) => !isWhole || step >= 1),
        size: (_, values) =>
          Math.max(
            3.5 * (ticks[0]?.length ?? 0),
            16 + 7 * Math.max(0, ...(values ?? []).map(({ length }) => length)),
          ),
        values: (_, at) => at.map(axisLabel),
      },
    ],
    series: [
      {},
      ...lines.map(
        ({ isPrevious, isDashed }): uPlot.Series => ({
          stroke: isPrevious ? faint : accent,
          width: isPrevious ? 1.5 : 2.5,
          ...(isDashed ? { dash: [4, 4] } : { fill: fill }),
          points: { show: ticks.length < 2 },
        }),
      ),
    ],
  }
}
