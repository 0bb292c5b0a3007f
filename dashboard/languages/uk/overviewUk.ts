import type { overviewWords } from '../../features/overview/overviewWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const overviewUk: Translation<typeof overviewWords> = {
  of_sessions: '{rate} сеансів',
  average_order: 'Середній чек',
  per_order: 'дохід на замовлення',
  unconfirmed_within: 'з них {amount} ваш сервер не підтвердив',
  unconfirmed_apart: 'ще {amount} ваш сервер не підтвердив',
  visitors: { one: '# відвідувач', few: '# відвідувачі', many: '# відвідувачів', other: '# відвідувача' },

  funnel: 'Воронка',
  drop_off: 'Втрачено',

  view_overview: 'Огляд',

  over_time: 'Динаміка',
  interval: 'Крок',
  interval_hour: 'Години',
  interval_day: 'Дні',
  interval_week: 'Тижні',
  interval_month: 'Місяці',
  this_period: 'Цей період',
  period_before: 'Раніше',
  bounce_rate: 'Відмови',
  leads: 'Ліди',
  sign_ups: 'Реєстрації',

  without_filters: 'Показати без фільтрів',
  to_install: 'Як встановити скрипт',
  no_visit_yet: 'Відвідувань ще немає',
  no_visit_in_period: 'За цей період відвідувань немає',
}
