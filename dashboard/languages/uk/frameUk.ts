import type { frameWords } from '../../frame/frameWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const frameUk: Translation<typeof frameWords> = {
  skip: 'Перейти до звітів',
  refresh: 'Оновити',
  language: 'Мова',
  show: 'Показати',
  period: 'Період',
  period_today: '24 години',
  period_week: '7 днів',
  period_month: '30 днів',
  period_all: 'Увесь час',
  period_dates: 'Дати',
  first_day: 'Перший день',
  last_day: 'Останній день',

  views: 'Звіти',

  compare: 'Порівняти з періодом',
  compare_previous: 'Попереднім',
  compare_year: 'Торішнім',
  compare_none: 'Жодним',
  model: 'Продаж зараховується',
  model_first: 'Першому дотику',
  model_last: 'Останньому дотику',
  model_last_non_direct: 'Останньому непрямому дотику',
  model_linear: 'Усім дотикам порівну',
  model_position: 'Найбільше першому й останньому',
  model_time_decay: 'Найбільше недавнім дотикам',

  filters: 'Фільтри',
  add_filter: 'Додати фільтр',
  remove_filter: 'Прибрати фільтр {filter}',
  remove_filters: 'Прибрати всі',
  dimension: 'Що',
  operator: 'Як',
  filter_value: 'Значення',
  filter_values_help: 'Кілька розділяються знаком |',
  apply: 'Застосувати',
  is: 'дорівнює',
  is_not: 'не дорівнює',
  contains: 'містить',
  not_contains: 'не містить',
  or: 'або',

  controls: 'Про що звіти',
  sign_out: 'Вийти',

  site: 'Сайт',
}
