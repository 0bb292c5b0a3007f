/** What the reports are about: the period, what it is held against, who gets the credit, and the filters. */
import { MODELS } from '../../wire/model.ts'
import { COMPARE_CHOICES, DEFAULT_STATE, hasDates, type ViewName } from '../shared/address/pageState.ts'
import { shiftDay } from '../shared/format/day.ts'
import { usePage } from '../shared/page.ts'
import { Choice } from '../shared/parts/choice.tsx'
import { FilterBar, useFilterText } from './filterBar.tsx'
import { PeriodChoice } from './periodChoice.tsx'

/** Nothing on them is held against another period. */
const NOT_COMPARED: readonly ViewName[] = ['sessions', 'quality']
/** A visit is there once, whoever gets the credit for what was bought. */
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

/** On paper nothing can be chosen: what was chosen stands in words. */
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
