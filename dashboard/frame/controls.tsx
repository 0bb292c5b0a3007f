/** What the reports are about: the period, what it is held against, who gets the credit, and the filters. */
import { MODELS } from '../../wire/model.ts'
import { Choice } from '../parts/choice.tsx'
import { COMPARED } from '../state.ts'
import { useView } from '../view.ts'
import { Filters } from './filters.tsx'
import { PeriodChoice } from './period.tsx'

export function Controls() {
  const { say, state, go } = useView()
  return (
    <section class="controls" aria-label={say('controls')}>
      <PeriodChoice />
      <Choice
        label={say('compare')}
        isLabelled
        value={state.compare}
        options={COMPARED.map((one) => [one, say(`compare_${one}`)])}
        choose={(compare) => go({ compare })}
      />
      <Choice
        label={say('model')}
        isLabelled
        value={state.model}
        options={MODELS.map((one) => [one, say(`model_${one}`)])}
        choose={(model) => go({ model })}
      />
      <Filters />
    </section>
  )
}
