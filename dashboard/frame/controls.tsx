/** The controls above a report: the period, the period to compare with, the attribution model and the filters. */

import { unicodeHost } from '../../wire/idn.ts'
import { MODELS } from '../../wire/model.ts'
import { shiftDay } from '../../wire/time.ts'
import { COMPARE_CHOICES, DEFAULT_STATE, hasDates } from '../shared/address/pageState.ts'
import { optionsOf } from '../shared/address/views.ts'
import { usePage } from '../shared/page.ts'
import { Choice } from '../shared/parts/choice.tsx'
import { FilterBar, useFilterText } from './filterBar.tsx'
import { PeriodChoice } from './periodChoice.tsx'

export function Controls() {
  const { say, state, go } = usePage()
  const { isCompared = true, isCredited = true } = optionsOf(state.view)
  return (
    <>
      <section class="controls" aria-label={say('controls')}>
        <PeriodChoice />
        {isCompared && (
          <Choice
            label={say('compare')}
            isLabelled
            value={state.compare}
            options={COMPARE_CHOICES.map((one) => [one, say(`compare_${one}`)])}
            choose={(compare) => go({ compare })}
          />
        )}
        {isCredited && (
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
    site && unicodeHost(site.site),
    `${say('period')}: ${hasDates(state) ? days : say(`period_${state.period}`)}`,
    ...state.filters.map(text),
    state.model !== DEFAULT_STATE.model && `${say('model')}: ${say(`model_${state.model}`)}`,
  ]
  return <p class="printed">{stated.filter(Boolean).join(' · ')}</p>
}
