/** Words of campaigns, creatives and attribution, of products, pages seen and cohorts. */
import type { Texts } from '../../shared/words/createWords.ts'

export const ads = {
  view_ads: { en: 'Ads', uk: 'Реклама' },
  total: { en: 'Total', uk: 'Разом' },

  versus: { en: 'Which one converts better', uk: 'Хто конвертує краще' },
  versus_what: { en: 'Compare', uk: 'Порівняти' },
  versus_choose: { en: 'Choose what to compare ({count})', uk: 'Вибрати, що порівнювати ({count})' },
  versus_range: { en: 'From {least} to {most}', uk: 'Від {least} до {most}' },
  versus_reset: { en: 'Back to the most visited', uk: 'Повернутися до найвідвідуваніших' },
  versus_more: { en: 'Choose at least two to compare.', uk: 'Виберіть для порівняння щонайменше два.' },
  versus_gone: {
    en: 'Not among the most visited of this period: {names}',
    uk: 'Немає серед найвідвідуваніших за цей період: {names}',
  },
  versus_empty_content: {
    en: 'It takes two creatives with visits to compare. Give the links of your ads different utm_content.',
    uk: 'Для порівняння потрібні два креативи з візитами. Додайте до посилань у рекламі різні utm_content.',
  },
  versus_empty_campaigns: {
    en: 'It takes two campaigns with visits to compare. Give the links of your ads different utm_campaign.',
    uk: 'Для порівняння потрібні дві кампанії з візитами. Додайте до посилань у рекламі різні utm_campaign.',
  },
  versus_interval: { en: 'True rate, {confidence} sure', uk: 'Справжня конверсія, певність {confidence}' },
  versus_no_interval: { en: 'cannot be told', uk: 'неможливо визначити' },
  versus_chance: { en: 'Chance to be best', uk: 'Шанс бути найкращим' },

  verdict_best: {
    en: '“{name}” converts best; the difference is significant.',
    uk: '«{name}» конвертує найкраще; різниця статистично значуща.',
  },
  advice_best: {
    en: 'Move the budget there, if a visit from it costs no more than from the others.',
    uk: 'Перенесіть бюджет туди, якщо візит звідти коштує не дорожче, ніж з інших.',
  },
  verdict_differ: {
    en: 'They do differ, but the best one is not settled: “{name}” leads with a chance of {chance}.',
    uk: 'Різниця є, але переможця ще не визначено: «{name}» попереду з шансом {chance}.',
  },
  advice_differ: {
    en: 'Let them run on, or compare only the leading ones.',
    uk: 'Нехай працюють далі, або порівняйте лише тих, хто попереду.',
  },
  advice_behind: {
    en: '“{last}” is clearly behind and can be stopped; let the others run on.',
    uk: '«{last}» явно позаду, показ можна зупинити; решта нехай працює далі.',
  },
  verdict_equal: {
    en: 'No difference to be seen: gaps like these come about by chance (“{name}” leads with {chance}).',
    uk: 'Різниці не видно: такі розриви бувають і випадково («{name}» попереду з шансом {chance}).',
  },
  advice_equal: {
    en: 'Choose by price, let them run on, or try something bolder.',
    uk: 'Вибирайте за ціною, дайте їм попрацювати довше або спробуйте сміливіший варіант.',
  },
  verdict_early: {
    en: 'Too early to say: there are too few conversions.',
    uk: 'Ще рано робити висновки: замало конверсій.',
  },
  advice_early: {
    en: 'Each needs about {sessions} sessions at this rate. Let them run on, or choose a longer period.',
    uk: 'За такої конверсії кожному потрібно близько {sessions} сеансів. Дайте їм попрацювати або виберіть довший період.',
  },
  verdict_nothing: {
    en: 'Too early to say: there is nothing to tell them apart by yet.',
    uk: 'Ще рано робити висновки: поки немає за чим їх розрізнити.',
  },
  advice_nothing: {
    en: 'Let them run on, or choose a longer period.',
    uk: 'Дайте їм попрацювати або виберіть довший період.',
  },
  verdict_credited: {
    en: 'Nothing can be said: “{name}” is credited with more conversions than it has sessions in this period.',
    uk: 'Висновків зробити не можна: «{name}» зараховано більше конверсій, ніж було сеансів за цей період.',
  },
  advice_credited: {
    en: 'Choose a longer period, or credit the last touch.',
    uk: 'Виберіть довший період або зараховуйте продаж останньому дотику.',
  },
  verdict_unvisited: {
    en: 'Nothing can be said: “{name}” has no session in this period.',
    uk: 'Висновків зробити не можна: «{name}» не має сеансів за цей період.',
  },
  advice_unvisited: {
    en: 'Leave it out, or choose a longer period.',
    uk: 'Приберіть його з порівняння або виберіть довший період.',
  },

  credit: { en: 'Credit by model', uk: 'Внесок за моделями атрибуції' },
  credit_by: { en: 'Rows', uk: 'Рядки' },
  credit_help: {
    en: 'The same sales, shared out differently: every column adds up to the same total. Choose a model by its name.',
    uk: 'Ті самі продажі, розподілені по-різному: кожна колонка дає однаковий підсумок. Назва моделі вибирає її.',
  },
  credit_help_filtered: {
    en: 'Each column adds up to its total. With filters totals differ: a model may credit touches that are left out.',
    uk: 'Кожна колонка дає свій підсумок. З фільтрами підсумки різні: модель може зараховувати й приховані дотики.',
  },
  model_short_first: { en: 'First touch', uk: 'Перший дотик' },
  model_short_last: { en: 'Last touch', uk: 'Останній дотик' },
  model_short_last_non_direct: { en: 'Last non-direct', uk: 'Останній непрямий' },
  model_short_linear: { en: 'All alike', uk: 'Усі порівну' },
  model_short_position: { en: 'First and last most', uk: 'Перший і останній' },
  model_short_time_decay: { en: 'Recent most', uk: 'Більше недавнім' },
  credit_current: { en: 'chosen', uk: 'вибрано' },
  credit_against: { en: 'against “{model}”', uk: 'проти «{model}»' },
  credit_same: { en: 'the same', uk: 'стільки ж' },
  credit_others: { en: 'All others', uk: 'Усі інші' },

  seen_pages_help: {
    en: 'A session counts for every page it saw, with all that it brought: rows add up to more than there was.',
    uk: 'Сеанс враховано для кожної сторінки, яку в ньому переглянули, з усім його доходом: сума рядків більша за підсумок.',
  },
  empty_products: {
    en: 'No product yet. Send items with view_item, add_to_cart and purchase.',
    uk: 'Товарів ще немає. Надсилайте items у view_item, add_to_cart і purchase.',
  },

  cohorts: { en: 'Cohorts', uk: 'Когорти' },
  cohort_week: { en: 'Week of the first visit', uk: 'Тиждень першого візиту' },
  cohort_since: { en: 'Weeks since then', uk: 'Тижнів відтоді' },
  cohort_by: { en: 'Cohorts', uk: 'Когорти' },
  cohort_all: { en: 'All together', uk: 'Усі разом' },
  cohort_channel: { en: 'By channel', uk: 'За каналами' },
  cohort_returning: { en: 'Came back', uk: 'Повернулися' },
  cohort_revenue: { en: 'Revenue per visitor', uk: 'Дохід на відвідувача' },
  cohort_help_returning: {
    en: 'How many of those who first came in a week came again in that week and in each one after.',
    uk: 'Скільки з тих, хто вперше прийшов певного тижня, поверталися того самого тижня й кожного наступного.',
  },
  cohort_help_orders: {
    en: 'Orders of those who first came in a week, by the week in which they were placed.',
    uk: 'Замовлення тих, хто вперше прийшов певного тижня, за тижнями замовлення.',
  },
  cohort_help_revenue: {
    en: 'What a visitor who first came in a week has paid on average, all weeks so far added up.',
    uk: 'Скільки в середньому сплатив відвідувач, який уперше прийшов певного тижня, наростаючим підсумком.',
  },
  cohort_bound: { en: 'The last {weeks} weeks.', uk: 'Останні {weeks} тижнів.' },
  cohort_cut: {
    en: 'The newest cohorts do not fit: filter by channel, or export all.',
    uk: 'Найновіші когорти не вмістилися: виберіть канал у фільтрі або завантажте файл.',
  },
} as const satisfies Texts
