import type { adsWords } from '../../features/ads/adsWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const adsUk: Translation<typeof adsWords> = {
  view_ads: 'Реклама',

  comparison: 'Хто конвертує краще',
  comparison_of: 'Порівняти',
  comparison_choose: 'Вибрати, що порівнювати ({count})',
  comparison_limits: 'Від {least} до {most}',
  comparison_reset: 'Повернутися до найвідвідуваніших',
  comparison_too_few: 'Виберіть для порівняння щонайменше два.',
  comparison_gone: 'Немає серед найвідвідуваніших за цей період: {names}',
  comparison_empty_content:
    'Для порівняння потрібні два креативи з візитами. Додайте до посилань у рекламі різні utm_content.',
  comparison_empty_campaigns:
    'Для порівняння потрібні дві кампанії з візитами. Додайте до посилань у рекламі різні utm_campaign.',
  confidence_interval: 'Справжня конверсія, певність {confidence}',
  no_interval: 'неможливо визначити',
  chance_of_best: 'Шанс бути найкращим',

  verdict_best: '«{name}» конвертує найкраще; різниця статистично значуща.',
  advice_best: 'Перенесіть бюджет туди, якщо візит звідти коштує не дорожче, ніж з інших.',
  verdict_differ: 'Різниця є, але переможця ще не визначено: «{name}» попереду з шансом {chance}.',
  advice_differ: 'Нехай працюють далі, або порівняйте лише тих, хто попереду.',
  advice_behind: '«{last}» явно позаду, показ можна зупинити; решта нехай працює далі.',
  verdict_equal: 'Різниці не видно: такі розриви бувають і випадково («{name}» попереду з шансом {chance}).',
  advice_equal: 'Вибирайте за ціною, дайте їм попрацювати довше або спробуйте сміливіший варіант.',
  verdict_early: 'Ще рано робити висновки: замало конверсій.',
  advice_early:
    'За такої конверсії кожному потрібно близько {sessions} сеансів. Дайте їм попрацювати або виберіть довший період.',
  verdict_nothing: 'Ще рано робити висновки: поки немає за чим їх розрізнити.',
  advice_nothing: 'Дайте їм попрацювати або виберіть довший період.',
  verdict_credited:
    'Висновків зробити не можна: «{name}» зараховано більше конверсій, ніж було сеансів за цей період.',
  advice_credited: 'Виберіть довший період або зараховуйте продаж останньому дотику.',
  verdict_unvisited: 'Висновків зробити не можна: «{name}» не має сеансів за цей період.',
  advice_unvisited: 'Приберіть його з порівняння або виберіть довший період.',

  credit: 'Внесок за моделями атрибуції',
  credit_by: 'Рядки',
  credit_help:
    'Ті самі продажі, розподілені по-різному: кожна колонка дає однаковий підсумок. Назва моделі вибирає її.',
  credit_help_filtered:
    'Кожна колонка дає свій підсумок. З фільтрами підсумки різні: модель може зараховувати й приховані дотики.',
  model_short_first: 'Перший дотик',
  model_short_last: 'Останній дотик',
  model_short_last_non_direct: 'Останній непрямий',
  model_short_linear: 'Усі порівну',
  model_short_position: 'Перший і останній',
  model_short_time_decay: 'Більше недавнім',
  credit_current: 'вибрано',
  credit_against: 'проти «{model}»',
  credit_same: 'стільки ж',
  credit_others: 'Усі інші',
}
