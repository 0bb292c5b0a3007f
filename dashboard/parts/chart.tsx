/** Lines over time, drawn by uPlot on a canvas; the same figures always stand in a table beside it. */
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

export interface Line {
  label: string
  /** null: nothing to draw there. */
  values: (number | null)[]
  /** The period that the other is held against: behind it, and dashed. */
  isBehind?: boolean
}

interface Props {
  /** What each point is called, from left to right. */
  points: string[]
  lines: Line[]
  /** How a value is written. */
  write: (value: number) => string
  /** What the chart shows, for those who do not see it. */
  label: string
}

const HEIGHT_PX = 260

export function Chart({ points, lines, write, label }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = box.current!
    let plot: uPlot | null = null
    const draw = () => {
      plot?.destroy()
      plot = new uPlot(options(place, points, lines, write), data(points, lines), place)
    }
    draw()
    const sized = new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height: HEIGHT_PX }))
    sized.observe(place)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', draw)
    return () => {
      sized.disconnect()
      dark.removeEventListener('change', draw)
      plot?.destroy()
    }
  }, [points, lines, write])
  return <div ref={box} class="chart" role="img" aria-label={label} />
}

const data = (points: string[], lines: Line[]): uPlot.AlignedData => [
  points.map((_, at) => at),
  ...lines.map(({ values }) => values),
]

/** What the style sheet says of a part of the chart, as the canvas takes it: variables and themes resolved. */
function colour(place: HTMLElement, part: string): string {
  const swatch = document.createElement('i')
  swatch.className = `chart-${part}`
  place.append(swatch)
  const { color } = getComputedStyle(swatch)
  swatch.remove()
  return color
}

function options(place: HTMLElement, points: string[], lines: Line[], write: Props['write']): uPlot.Options {
  const look = getComputedStyle(place)
  const [accent, fill, faint, line] = (['line', 'fill', 'behind', 'grid'] as const).map((part) =>
    colour(place, part),
  ) as [string, string, string, string]
  const font = `12px ${look.fontFamily}`
  const axis: uPlot.Axis = { stroke: faint, font, grid: { stroke: line, width: 1 }, ticks: { show: false } }
  return {
    width: place.clientWidth,
    height: HEIGHT_PX,
    padding: [8, 8, 0, 0],
    cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false } },
    legend: { show: true },
    scales: {
      x: { time: false },
      y: {
        range: (_, __, most) => uPlot.rangeNum(0, Math.max(most || 0, 1), 0.1, true) as uPlot.Range.MinMax,
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 90,
        incrs: [1, 2, 3, 4, 6, 7, 12, 14, 28, 56, 112],
        values: (_, at) => at.map((place) => points[place] ?? ''),
      },
      {
        ...axis,
        size: (_, values) => 16 + 7 * Math.max(0, ...(values ?? []).map((text) => text.length)),
        values: (_, at) => at.map(write),
      },
    ],
    series: [
      { label: '', value: (_, at) => points[at] ?? '–' },
      ...lines.map(
        ({ label, isBehind }): uPlot.Series => ({
          label,
          stroke: isBehind ? faint : accent,
          width: isBehind ? 1.5 : 2.5,
          ...(isBehind ? { dash: [4, 4] } : { fill: fill }),
          points: { show: points.length < 2 },
          value: (_, value) => (value === null || value === undefined ? '–' : write(value)),
        }),
      ),
    ],
  }
}
