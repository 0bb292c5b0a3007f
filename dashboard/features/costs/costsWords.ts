/** Words of what ads cost, what came of it, and how costs get in. */
import type { Texts } from '../../shared/words/createWords.ts'

export const costs = {
  view_costs: { en: 'Costs & ROI', uk: 'Витрати й ROI' },

  ad_spend: { en: 'Ad spend', uk: 'Витрати' },
  spend_short: { en: 'Spend', uk: 'Витрати' },
  ad_profit: { en: 'Profit', uk: 'Прибуток' },
  ad_profit_note: { en: 'revenue less ad spend', uk: 'дохід мінус витрати на рекламу' },
  roi: { en: 'ROI', uk: 'ROI' },
  roi_note: { en: 'profit in % of the spend', uk: 'прибуток у % від витрат' },
  roas: { en: 'ROAS', uk: 'ROAS' },
  roas_note: { en: 'revenue per unit of spend', uk: 'дохід на одиницю витрат' },
  cost_per_conversion: { en: 'Cost per conversion', uk: 'Вартість конверсії' },
  cost_per_conversion_short: { en: 'Cost / conv.', uk: 'Ціна конв.' },
  conversion_count: {
    en: { one: '# conversion', other: '# conversions' },
    uk: { one: '# конверсія', few: '# конверсії', many: '# конверсій', other: '# конверсії' },
  },
  ad_clicks: { en: 'Clicks', uk: 'Кліки' },
  ad_impressions: { en: 'Impressions', uk: 'Покази' },
  whole_days: {
    en: 'Costs are known by whole days: of the last 24 hours, today’s are counted.',
    uk: 'Витрати відомі лише за цілі дні: з останніх 24 годин враховано сьогоднішні.',
  },

  roi_table: { en: 'Return on ad spend', uk: 'Окупність реклами' },
  roi_by: { en: 'What a row is', uk: 'Що є рядком' },
  roi_by_campaign: { en: 'By campaign', uk: 'За кампаніями' },
  roi_by_source: { en: 'By source', uk: 'За джерелами' },
  roi_by_content: { en: 'By creative', uk: 'За креативами' },
  all_together: { en: 'All together', uk: 'Усього' },
  not_of_ads: { en: 'not brought by ads', uk: 'не з реклами' },
  costs_only: { en: 'spend, no visits', uk: 'витрати без візитів' },
  sessions_only: { en: 'no costs known', uk: 'витрати невідомі' },
  and_unconverted: { en: 'and {amount} without a rate', uk: 'і {amount} без курсу' },

  unmatched: {
    en: '{part} of {all} spend is matched to no session.',
    uk: 'З жодним сеансом не зіставлено {part} із {all} витрат.',
  },
  unmatched_help: {
    en: 'Either nobody came by these ads, or their links do not carry the campaign’s name or id: put it into utm_campaign, so that visits find their costs.',
    uk: 'Або за цими оголошеннями ніхто не прийшов, або в їхніх посиланнях немає назви чи ідентифікатора кампанії: додайте його в utm_campaign, щоб візити знайшли свої витрати.',
  },
  to_links: { en: 'Build such links', uk: 'Створити такі посилання' },
  show_unmatched: { en: 'Show them first', uk: 'Показати їх першими' },
  spend_unconverted: {
    en: 'Spend that is in no figure, for want of an exchange rate: {amounts}.',
    uk: 'Витрати, яких немає в жодному показнику, бо не вказано курсу: {amounts}.',
  },
  revenue_unconverted: {
    en: 'Revenue that is in no figure, for want of an exchange rate: {amounts}.',
    uk: 'Дохід, якого немає в жодному показнику, бо не вказано курсу: {amounts}.',
  },
  unconverted_help: {
    en: 'Add a rate that holds from the first of these days on.',
    uk: 'Додайте курс, чинний від першого з цих днів.',
  },
  unconverted_read: {
    en: 'Ask the admin to add a rate.',
    uk: 'Попросіть адміністратора додати курс.',
  },
  add_rate_for: { en: 'Add a rate for {currency}', uk: 'Додати курс {currency}' },
  costs_unknown: {
    en: 'Spend is known by source, campaign and creative only. With these filters, nobody can say what was spent.',
    uk: 'Витрати відомі лише за джерелом, кампанією та креативом. Із цими фільтрами сказати, скільки витрачено, неможливо.',
  },

  no_costs: { en: 'No costs are known in this period', uk: 'За цей період витрати невідомі' },
  no_costs_yet: { en: 'No costs are known yet', uk: 'Витрати ще невідомі' },
  no_costs_help: {
    en: 'Export them from where you buy ads, and drop the files onto this page:',
    uk: 'Експортуйте їх із рекламних кабінетів і перетягніть файли на цю сторінку:',
  },
  no_costs_read: {
    en: 'Without them there is no ROI. Ask the admin to upload them.',
    uk: 'Без них не порахувати ROI. Попросіть адміністратора завантажити їх.',
  },
  export_meta: {
    en: 'Breakdown → By time → Day, then Reports → Export table data → CSV. Needed columns: Campaign name, Day, Amount spent.',
    uk: 'Розбивка → За часом → День, далі Звіти → Експортувати дані таблиці → CSV. Потрібні стовпці: назва кампанії, день, сума витрат.',
  },
  export_google: {
    en: 'Campaigns, with the segment Day and the column Currency code, then Download → CSV. Needed columns: Campaign, Day, Cost.',
    uk: 'Кампанії із сегментом «День» і стовпцем «Код валюти», далі Завантажити → CSV. Потрібні стовпці: кампанія, день, вартість.',
  },
  export_tiktok: {
    en: 'A custom report with the dimensions Campaign and By Day, then CSV. Needed columns: Campaign name, By Day, Cost.',
    uk: 'Власний звіт із вимірами «Кампанія» та «За днями», далі CSV. Потрібні стовпці: назва кампанії, дата, вартість.',
  },
  export_plain: {
    en: 'CSV or JSON with the columns date, source, campaign, spend and currency.',
    uk: 'CSV або JSON зі стовпцями date, source, campaign, spend і currency.',
  },
  plain_table: { en: 'A table of your own', uk: 'Власна таблиця' },

  calculator: { en: 'ROI calculator', uk: 'Калькулятор ROI' },
  calculator_help: {
    en: 'With the {revenue} and {conversions} of this period.',
    uk: 'За цей період: {revenue} доходу, {conversions}.',
  },
  spend_of: { en: 'Ad spend, {currency}', uk: 'Витрати на рекламу, {currency}' },
  read_as: { en: 'Read as {amount}', uk: 'Прочитано як {amount}' },
  no_amount: {
    en: 'This is no amount. Write it like 1250.50 or 1 250,50.',
    uk: 'Це не сума. Напишіть, наприклад, 1250,50 або 1 250.50.',
  },
  break_even: { en: 'Break-even', uk: 'Точка беззбитковості' },
  break_even_note: {
    en: 'at {value} of revenue per conversion',
    uk: 'якщо конверсія дає {value} доходу',
  },
  target_roas: { en: 'Target ROAS', uk: 'Цільовий ROAS' },
  no_ratio: {
    en: 'This is no ratio. Write it like 3 or 2,5.',
    uk: 'Це не коефіцієнт. Напишіть, наприклад, 3 або 2,5.',
  },
  allowed_spend: { en: 'Spend still allowed', uk: 'Допустимі витрати' },
  allowed_more: { en: '{amount} more than above', uk: 'на {amount} більше, ніж угорі' },
  allowed_less: { en: '{amount} less than above', uk: 'на {amount} менше, ніж угорі' },
  allowed_same: { en: 'as much as above', uk: 'стільки ж, як угорі' },

  upload_costs: { en: 'Upload costs', uk: 'Завантажити витрати' },
  drop_here: { en: 'Drop exports of ad platforms here', uk: 'Перетягніть сюди файли з рекламних кабінетів' },
  drop_now: { en: 'Let go to read them', uk: 'Відпустіть, щоб прочитати' },
  choose_files: { en: 'Choose files', uk: 'Вибрати файли' },
  drop_help: {
    en: 'You see what was understood before anything is stored. The same file twice changes nothing.',
    uk: 'Спершу ви побачите, що прочитано, і лише потім дані буде збережено. Той самий файл удруге нічого не змінить.',
  },
  which_files: { en: 'Which files?', uk: 'Які файли?' },
  file_waiting: { en: 'waits for its turn', uk: 'чекає черги' },
  file_reading: { en: 'Reading…', uk: 'Читання…' },
  file_loading: { en: 'Loading…', uk: 'Завантаження…' },
  file_understood: {
    en: 'Understood. Nothing is stored yet.',
    uk: 'Прочитано. Ще нічого не збережено.',
  },
  file_refused: { en: 'Nothing of this file was loaded', uk: 'З цього файлу нічого не завантажено' },
  file_asks: {
    en: 'Nothing is stored yet: the file does not say its currency.',
    uk: 'Ще нічого не збережено: у файлі не вказано валюти.',
  },
  file_left: { en: 'left out', uk: 'пропущено' },
  file_loaded: { en: 'Loaded: {change}.', uk: 'Завантажено: {change}.' },
  file_form: { en: 'Recognised as', uk: 'Розпізнано як' },
  file_days: { en: 'Days', uk: 'Дні' },
  file_lines: { en: 'Lines', uk: 'Рядки' },
  file_rows: { en: 'Rows by day and ad', uk: 'Записи за днями й оголошеннями' },
  file_totals: {
    en: { one: '# line of sums left out', other: '# lines of sums left out' },
    uk: {
      one: '# підсумковий рядок пропущено',
      few: '# підсумкові рядки пропущено',
      many: '# підсумкових рядків пропущено',
      other: '# підсумкового рядка пропущено',
    },
  },
  file_change: { en: 'What changes', uk: 'Що зміниться' },
  rows_written: {
    en: { one: '# row new or corrected', other: '# rows new or corrected' },
    uk: {
      one: '# запис новий або виправлений',
      few: '# записи нові або виправлені',
      many: '# записів нових або виправлених',
      other: '# запису нового або виправленого',
    },
  },
  rows_removed: {
    en: { one: '# row replaced', other: '# rows replaced' },
    uk: {
      one: '# запис замінено',
      few: '# записи замінено',
      many: '# записів замінено',
      other: '# запису замінено',
    },
  },
  nothing_changes: { en: 'nothing, all of it is known', uk: 'нічого, усе вже відоме' },
  file_first: { en: 'The first rows', uk: 'Перші рядки' },
  cost_day: { en: 'Day', uk: 'День' },
  platform_whole: { en: 'all sources', uk: 'усі джерела' },
  file_reread: { en: 'Read it so', uk: 'Прочитати так' },
  file_load: { en: 'Load', uk: 'Завантажити' },
  file_leave: { en: 'Leave out', uk: 'Пропустити' },

  file_line: { en: 'Line', uk: 'Рядок' },
  file_column: { en: 'Column', uk: 'Стовпець' },
  file_problem: { en: 'What is wrong', uk: 'Що не так' },
  currency_unsaid: {
    en: 'Currency of the file',
    uk: 'Валюта файлу',
  },
  charset_unsaid: {
    en: 'If it is older text, choose how it is encoded and check the names.',
    uk: 'Якщо це текст у старому кодуванні, виберіть його та перевірте назви.',
  },
  charset: { en: 'Encoding', uk: 'Кодування' },
  charset_own: { en: 'As the file says (UTF-8, UTF-16)', uk: 'Як у файлі (UTF-8, UTF-16)' },

  rates: { en: 'Exchange rates', uk: 'Курси валют' },
  rates_help: {
    en: 'Costs and orders in other currencies count by the rate of their day or the last one before it; without one they are in no figure.',
    uk: 'Витрати й замовлення в інших валютах рахуються за курсом їхнього дня або останнім перед ним; без курсу їх немає в жодному показнику.',
  },
  empty_rates: {
    en: 'No rate is known. Only amounts in {currency} are counted.',
    uk: 'Жодного курсу не вказано. Враховуються лише суми в {currency}.',
  },
  rate_from: { en: 'From the day', uk: 'Від дня' },
  rate_value: { en: 'Rate', uk: 'Курс' },
  one_is: { en: '1 {from} = {rate} {to}', uk: '1 {from} = {rate} {to}' },
  rate_of: { en: '1 {from} in {to}', uk: '1 {from} у {to}' },
  no_rate: {
    en: 'This is no rate. Write it like 41.55 or 41,55.',
    uk: 'Це не курс. Напишіть, наприклад, 41,55 або 41.55.',
  },
  add_rate: { en: 'Add the rate', uk: 'Додати курс' },
  rate_added: { en: 'Added: {rate}.', uk: 'Додано: {rate}.' },
} as const satisfies Texts
