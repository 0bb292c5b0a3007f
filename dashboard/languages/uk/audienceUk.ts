import type { audienceWords } from '../../features/audience/audienceWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const audienceUk: Translation<typeof audienceWords> = {
  view_audience: 'Аудиторія',

  returning: 'Нові та повторні відвідувачі',
  visits_per_visitor: 'Візитів на відвідувача',
  visits_per_visitor_short: 'На людину',

  cohorts: 'Когорти',
  cohort_week: 'Тиждень першого візиту',
  cohort_since: 'Тижнів відтоді',
  cohort_by: 'Когорти',
  cohort_all: 'Усі разом',
  cohort_channel: 'За каналами',
  cohort_returning: 'Повернулися',
  cohort_revenue: 'Дохід на відвідувача',
  cohort_help_returning:
    'Скільки з тих, хто вперше прийшов певного тижня, поверталися того самого тижня й кожного наступного.',
  cohort_help_orders: 'Замовлення тих, хто вперше прийшов певного тижня, за тижнями замовлення.',
  cohort_help_revenue:
    'Скільки в середньому сплатив відвідувач, який уперше прийшов певного тижня, наростаючим підсумком.',
  cohort_bound: 'Останні {weeks} тижнів.',
  cohort_cut: 'Найновіші когорти не вмістилися: виберіть канал у фільтрі або завантажте файл.',
}
