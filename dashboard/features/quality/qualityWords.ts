/** Words of what was lost, and why. */
import type { Texts } from '../../shared/words/createWords.ts'

export const quality = {
  view_quality: { en: 'Data quality', uk: 'Якість даних' },

  lost_events: { en: 'Lost events', uk: 'Втрачені події' },
  left_out_events: { en: 'Left out on purpose', uk: 'Відсіяно свідомо' },
  of_them_bots: { en: 'of them by bots: {count}', uk: 'з них від ботів: {count}' },
  beside_pageviews: {
    en: { one: 'beside # page view counted', other: 'beside # page views counted' },
    uk: {
      one: 'за # врахованого перегляду',
      few: 'за # врахованих переглядів',
      many: 'за # врахованих переглядів',
      other: 'за # врахованого перегляду',
    },
  },
  known_sessions: { en: 'Sessions of known source', uk: 'Сеанси з відомим джерелом' },
  known_revenue: { en: 'Revenue of known source', uk: 'Дохід з відомим джерелом' },
  known_help: { en: 'neither direct nor unassigned', uk: 'не прямі й не «не визначено»' },

  refused: { en: 'Refused events', uk: 'Відхилені події' },
  empty_drops: {
    en: 'Nothing was refused in this period: all that came in was counted. That is as it should be.',
    uk: 'За цей період нічого не відхилено: усе, що надійшло, враховано. Так і має бути.',
  },
  reason: { en: 'Reason', uk: 'Причина' },
  refused_count: { en: 'Events', uk: 'Події' },
  what_to_do: { en: 'What it means, and what to do', uk: 'Що це означає і що робити' },
  is_loss: { en: 'lost', uk: 'втрачено' },
  on_purpose: { en: 'on purpose', uk: 'свідомо' },
  last_refused: { en: 'Last', uk: 'Востаннє' },
  refused_by_day: { en: 'Refused events by day', uk: 'Відхилені події за днями' },
  day_utc: { en: 'Day (UTC)', uk: 'День (UTC)' },
  days_are_utc: {
    en: 'Refusals are counted by whole days of UTC.',
    uk: 'Відмови рахуються за цілими днями UTC.',
  },
  drops_unfiltered: {
    en: 'Filters do not apply here: nothing else is kept of what was refused.',
    uk: 'Фільтри тут не діють: про відхилене більше нічого не зберігається.',
  },

  reason_invalid: { en: 'Malformed', uk: 'Некоректні' },
  reason_bot: { en: 'Bots', uk: 'Боти' },
  reason_duplicate: { en: 'Sent twice', uk: 'Надіслані двічі' },
  reason_unknown_site: { en: 'Unknown site', uk: 'Невідомий сайт' },
  reason_origin: { en: 'From another host', uk: 'З іншого домену' },
  reason_opted_out: { en: 'Opted out', uk: 'Відмовилися від обліку' },
  reason_excluded_ip: { en: 'Excluded addresses', uk: 'Виключені адреси' },
  reason_rate_limited: { en: 'Too many', uk: 'Забагато' },
  reason_too_old: { en: 'Too old', uk: 'Застарілі' },
  reason_too_big: { en: 'Too big', uk: 'Завеликі' },

  advice_invalid: {
    en: 'Something is missing or of the wrong kind, such as a value without a currency or a purchase without its number. Have a developer look at the answers of the events the shop sends itself.',
    uk: 'Чогось бракує або воно не того виду: сума без валюти, покупка без номера. Попросіть розробника переглянути відповіді на події, які надсилає сам магазин.',
  },
  advice_bot: {
    en: 'Search engines, monitors and scrapers by their user agent. They would spoil your rates: nothing to do.',
    uk: 'Пошукові роботи, моніторинг і парсери, упізнані за user agent. Вони зіпсували б показники: робити нічого не треба.',
  },
  advice_duplicate: {
    en: 'The same event or order came again (a reload, a retry) and was counted once. Nothing to do.',
    uk: 'Та сама подія чи замовлення надійшли ще раз (перезавантаження, повтор) і враховані один раз. Робити нічого не треба.',
  },
  advice_unknown_site: {
    en: 'The script or the shop’s server names a site that is not set up. Correct data-site in the script tag.',
    uk: 'Скрипт або сервер магазину називає сайт, якого тут немає. Виправте data-site у тегу скрипта.',
  },
  advice_origin: {
    en: 'Pages of a host that is not on the site’s list sent events. If the host is yours, add it to the hosts in the settings.',
    uk: 'Події надіслали сторінки домену, якого немає у списку сайту. Якщо він ваш, додайте його до доменів у налаштуваннях.',
  },
  advice_opted_out: {
    en: 'Visitors who asked not to be counted. Their choice stands: nothing to do.',
    uk: 'Відвідувачі, які просили їх не враховувати. Це їхній вибір: робити нічого не треба.',
  },
  advice_excluded_ip: {
    en: 'Addresses that the settings exclude, such as your office. Nothing to do while the list is right.',
    uk: 'Адреси, виключені в налаштуваннях, наприклад ваш офіс. Якщо список правильний, робити нічого не треба.',
  },
  advice_rate_limited: {
    en: 'One visitor or one session sent more than any person does. If your server sends events, give each person a visitor_id of their own.',
    uk: 'Один відвідувач або сеанс надіслав більше, ніж здатна людина. Якщо події надсилає ваш сервер, давайте кожній людині окремий visitor_id.',
  },
  advice_too_old: {
    en: 'It happened too long ago to be counted: a browser that was offline for days, or history older than the site keeps. Send history sooner, or keep it longer in the settings.',
    uk: 'Сталося надто давно, щоб рахувати: браузер кілька днів був без мережі або історія старша за строк зберігання. Надсилайте раніше або збільште строк у налаштуваннях.',
  },
  advice_too_big: {
    en: 'Its products and parameters take more than 16 KB. Send fewer fields with each product.',
    uk: 'Товари й параметри події займають понад 16 КБ. Надсилайте менше полів для кожного товару.',
  },

  to_mend: { en: 'What to mend', uk: 'Що варто виправити' },
  nothing_to_mend: {
    en: 'Nothing to mend: every amount could be converted, and visits carry their sources.',
    uk: 'Виправляти нічого: усі суми перераховано у валюту сайту, а джерела візитів відомі.',
  },
  session_count: {
    en: { one: '# session', other: '# sessions' },
    uk: { one: '# сеанс', few: '# сеанси', many: '# сеансів', other: '# сеансу' },
  },
  show_sessions: { en: 'Show these sessions', uk: 'Показати ці сеанси' },
  hint_rate: { en: 'Money in {currency} without a rate', uk: 'Суми в {currency} без курсу' },
  hint_rate_help: {
    en: 'These orders are in no revenue figure. Load the rate of {currency}, and they will be counted.',
    uk: 'Цих замовлень немає в жодному показнику доходу. Додайте курс {currency}, і їх буде враховано.',
  },
  to_rates: { en: 'To the exchange rates', uk: 'До курсів валют' },
  hint_unassigned: { en: 'Channel unassigned', uk: 'Канал не визначено' },
  hint_unassigned_help: {
    en: 'Their utm_source and utm_medium fit no channel. Use a known medium in your links: cpc, paid_social, email, affiliate.',
    uk: 'Їхні utm_source і utm_medium не відповідають жодному каналу. Уживайте в посиланнях відомий тип: cpc, paid_social, email, affiliate.',
  },
  hint_unset: { en: 'Source not set', uk: 'Джерело не вказано' },
  hint_unset_help: {
    en: 'Their links have a campaign but no utm_source. Add it to the links of your ads.',
    uk: 'У їхніх посиланнях є кампанія, але немає utm_source. Додайте його до посилань у рекламі.',
  },
  hint_direct: { en: 'Direct visits', uk: 'Прямі переходи' },
  hint_direct_help: {
    en: 'That is much. Mails, messengers, QR codes and apps leave no trace of their own: tag their links with UTM.',
    uk: 'Це багато. Листи, месенджери, QR-коди й застосунки не залишають слідів: додайте UTM до їхніх посилань.',
  },
  hint_direct_fine: {
    en: 'As it should be: some people type the address or have it among their bookmarks.',
    uk: 'Так і має бути: дехто вводить адресу сам або має її в закладках.',
  },

  reconciliation: { en: 'Your own orders', uk: 'Ваші власні замовлення' },
  reconcile_help: {
    en: 'Hold the orders of the shop’s own books against the tracked ones: which were never seen, which differ, and of how much revenue the source is known.',
    uk: 'Порівняйте замовлення з обліку магазину з відстеженими: яких система не бачила, які відрізняються і для якої частки доходу відоме джерело.',
  },
  reconcile_drop: {
    en: 'Drop the export of your orders here (CSV or JSON).',
    uk: 'Перетягніть сюди вивантаження замовлень (CSV або JSON).',
  },
  reconcile_choose: { en: 'Choose a file', uk: 'Вибрати файл' },
  reconcile_private: {
    en: 'The file is only compared: nothing of it is stored.',
    uk: 'Файл лише порівнюється: нічого з нього не зберігається.',
  },
  reconcile_form: { en: 'What the file looks like', uk: 'Який вигляд має файл' },
  reconcile_columns: {
    en: 'transaction_id and value are needed; currency, status (pending, paid, refunded, cancelled) and ts may stand beside them. Without a status an order counts as paid.',
    uk: 'Потрібні transaction_id і value; поряд можуть бути currency, status (pending, paid, refunded, cancelled) і ts. Замовлення без статусу вважається оплаченим.',
  },
  reconciling: { en: 'Comparing “{file}”…', uk: 'Порівнюємо «{file}»…' },
  reconciled: { en: 'Compared: “{file}”', uk: 'Порівняно: «{file}»' },
  reconcile_no_table: {
    en: '“{file}” has no columns transaction_id and value. An Excel workbook is saved as CSV first.',
    uk: 'У «{file}» немає стовпців transaction_id і value. Книгу Excel спершу збережіть як CSV.',
  },
  reconcile_too_big: {
    en: 'The file is too big: 5 MB and 20,000 orders at most. Cut it, by months for example.',
    uk: 'Файл завеликий: щонайбільше 5 МБ і 20 000 замовлень. Поділіть його, наприклад за місяцями.',
  },
  known_share: {
    en: 'The source of {share} of the revenue is known: {amount}.',
    uk: 'Джерело відоме для {share} доходу: {amount}.',
  },
  known_orders: { en: 'By number: {share}, {count}.', uk: 'За кількістю: {share}, {count}.' },
  how_many: { en: 'Number', uk: 'Кількість' },
  shop_was_paid: { en: 'The shop was paid', uk: 'Магазин отримав' },
  tracking_counts: { en: 'The reports count', uk: 'Враховано у звітах' },
  group_shop: { en: 'All in the shop’s books', uk: 'Усі в обліку магазину' },
  group_matched: { en: 'The same on both sides', uk: 'Збігаються' },
  group_differ: { en: 'Different', uk: 'Відрізняються' },
  group_differ_help: {
    en: 'Have the shop’s server report the state of its orders (PUT /api/orders): what it says counts.',
    uk: 'Нехай сервер магазину повідомляє стан замовлень (PUT /api/orders): його слово вирішальне.',
  },
  group_never_seen: { en: 'Never seen by the tracking', uk: 'Система не бачила' },
  group_never_seen_help: {
    en: 'Orders by phone, or by browsers that block scripts, or a thank-you page without the purchase event.',
    uk: 'Замовлення телефоном, з браузерів, які блокують скрипти, або сторінка подяки без події purchase.',
  },
  group_unseen: { en: 'Known from the server alone', uk: 'Відомі лише від сервера' },
  group_unseen_help: {
    en: 'The browser never told of them. Their source is known only where the server named the visitor.',
    uk: 'Браузер про них не повідомив. Джерело відоме лише там, де сервер назвав відвідувача.',
  },
  group_only_tracked: { en: 'Only in the tracking', uk: 'Лише у відстеженні' },
  group_only_tracked_help: {
    en: 'Tracked in the same time, but not in the file: tests, orders that were deleted, or an incomplete export.',
    uk: 'Відстежені за той самий час, але у файлі їх немає: тестові, видалені або неповне вивантаження.',
  },
  in_the_books: { en: 'In the books', uk: 'В обліку' },
  in_the_tracking: { en: 'Tracked', uk: 'Відстежено' },
  what_differs: { en: 'What differs', uk: 'Що відрізняється' },
  differs_value: { en: 'value', uk: 'сума' },
  differs_currency: { en: 'currency', uk: 'валюта' },
  differs_status: { en: 'status', uk: 'стан' },
  line: { en: 'Line', uk: 'Рядок' },
  unread_rows: { en: 'Rows that could not be read', uk: 'Рядки, які не вдалося прочитати' },
  unread_help: {
    en: 'They are in none of the figures. Mend them and choose the file again.',
    uk: 'Їх немає в жодному показнику. Виправте їх і виберіть файл знову.',
  },
  first_only: {
    en: { one: 'The first # is listed.', other: 'The first # are listed.' },
    uk: {
      one: 'Наведено перший #.',
      few: 'Наведено перші #.',
      many: 'Наведено перші #.',
      other: 'Наведено перші #.',
    },
  },
} as const satisfies Texts
