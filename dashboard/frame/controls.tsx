/** The controls above a report: the period, the period to compare with, the attribution model and the filters. */
import { MODELS } from '../../wire/model.ts'
import { COMPARE_CHOICES, DEFAULT_STATE, hasDates, type ViewName } from '../shared/address/pageState.ts'
import { shiftDay } from '../shared/format/day.ts'
import { usePage } from '../shared/page.ts'
import { Choice } from '../shared/parts/choice.tsx'
import { FilterBar, useFilterText } from './filterBar.tsx'
import { PeriodChoice } from './periodChoice.tsx'

/** Views that show no comparison. */
const NOT_COMPARED: readonly ViewName[] = ['sessions', 'quality']
/** Views that no attribution model changes: a session is listed once under every model. */
const NOT_CREDITED: readonly ViewName[] = ['sessions']

export function Controls() {
  const { say, state, go } = usePage()
  return (
    <>
      <section class="controls" aria-label={say('controls')}>
        <PeriodChoice />
        {!NOT_COMPARED.includes(state.view) && (
          <Choice
            label={say('compare')}
            isLabelled
            value={state.compare}
            options={COMPARE_CHOICES.map((one) => [one, say(`compare_${one}`)])}
            choose={(compare) => go({ compare })}
          />
        )}
        {!NOT_CREDITED.includes(state.view) && (
          <Choice
            label={say('model')}
            isLabelled
            value={state.model}
            options={MODELS.map((one) => [one, say(`model_${one}`)])}
            choose={(model) => go({ model })}
          />
        )}
        <FilterBar />
      </section>
      <Printed />
    </>
  )
}

/** Printed instead of the controls: what they are set to, in words. */
function Printed() {
  const { say, state, site } = usePage()
  const text = useFilterText()
  const days = [state.from, state.to && shiftDay(state.to, -1)].map((day) => day ?? '…').join(' – ')
  const stated = [
    site?.site,
    `${say('period')}: ${hasDates(state) ? days : say(`period_${state.period}`)}`,
    ...state.filters.map(text),
    state.model !== DEFAULT_STATE.model && `${say('model')}: ${say(`model_${state.model}`)}`,
  ]
  return <p class="printed">{stated.filter(Boolean).join(' · ')}</p>
}
