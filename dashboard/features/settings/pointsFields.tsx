/** The fields for the points of a site's events: one for each known event, and one for all others. */
import { DEFAULT_POINTS } from '../../../wire/defaultPoints.ts'
import { EVENTS } from '../../../wire/event.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { otherPoints, type SiteField } from './readSettings.ts'

interface Props {
  points: Site['points']
  /** What is wrong with the entry in a field; null if nothing is. */
  wrong: (field: SiteField) => string | null
}

export function PointsFields({ points, wrong }: Props) {
  const { say, named } = usePage()
  return (
    <>
      <h3>{say('points_title')}</h3>
      <p class="help">{say('points_about')}</p>
      <div class="points">
        {EVENTS.map((name) => (
          <Field key={name} label={named('event', name)}>
            {(bound) => (
              <input
                {...bound}
                name={`points.${name}`}
                type="number"
                min={-1000}
                max={1000}
                placeholder={String(DEFAULT_POINTS[name] ?? 0)}
                defaultValue={points[name] === undefined ? '' : String(points[name])}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={say('other_points')} help={say('other_points_help')} wrong={wrong('points')}>
        {(bound) => (
          <textarea
            {...bound}
            name="other_points"
            rows={2}
            defaultValue={otherPoints(points)}
            autoCapitalize="off"
            spellcheck={false}
          />
        )}
      </Field>
    </>
  )
}
