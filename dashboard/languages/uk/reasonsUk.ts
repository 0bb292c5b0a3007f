/** Why a session has its channel. */
import type { ReasonPhrases } from '../../../wire/reasons.ts'

export const reasonsUk: ReasonPhrases = {
  codes: {
    parameter: 'параметр {parameter}',
    no_parameter: 'параметра {parameter} немає',
    macro: 'параметр {parameter} містить макрос {macro}, який платформа не замінила',
    inferred: 'визначено за браузером: це браузер застосунку {app}',
    click_id: 'ідентифікатор кліку {click_id} вказує на {source} / {medium}',
    click_id_referrer: 'ідентифікатор кліку {click_id} і джерело переходу {host}',
    referrer: 'джерело переходу {host} — {kind}',
    no_referrer: 'джерело переходу не передано',
    no_campaign: 'параметрів кампанії немає',
    is_kind: '{field} {value} — {kind}',
    one_of: '{field} {value} збігається з {of або }',
    contains: '{field} {value} містить {of або }',
    ends_with: '{field} {value} закінчується на {of або }',
    paid: '{field} {value} означає платний трафік',
    shopping: '{field} {value} за назвою стосується покупок',
    no_rule: 'для джерела {source} і типу {medium} немає правила',
  },
  names: {
    kind: {
      search: 'пошукова система',
      social: 'соцмережа',
      video: 'відеосервіс',
      shopping: 'торговий майданчик',
      email: 'вебпошта',
      ai: 'ШІ-помічник',
      other: 'інший сайт',
      own: 'цей самий сайт',
      ignored: 'одне з ігнорованих',
      gateway: 'платіжна система',
      sign_in: 'сторінка авторизації',
    },
    field: { source: 'джерело', medium: 'тип', campaign: 'кампанія' },
  },
  and: { conditions: ', а ', facts: ', а ' },
}
