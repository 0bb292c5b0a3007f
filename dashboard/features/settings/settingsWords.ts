/** Words of the settings. */
import type { Texts } from '../../shared/words/createWords.ts'

export const settings = {
  view_settings: { en: 'Settings', uk: 'Налаштування' },
  site_settings: { en: 'Site', uk: 'Сайт' },
  name_of_site: { en: 'Name', uk: 'Назва' },
  currency_help: {
    en: 'Of all reports. It cannot change once there are orders or exchange rates.',
    uk: 'Для всіх звітів. Її не можна змінити, щойно є замовлення чи курси валют.',
  },
  timezone_help: { en: 'Where a day begins.', uk: 'Визначає, коли починається доба.' },
  retention_days: { en: 'Keep visits for (days)', uk: 'Зберігати відвідування (днів)' },
  retention_help: { en: 'Older ones are deleted each night.', uk: 'Старіші видаляються щоночі.' },
  hosts_title: { en: 'Hosts', uk: 'Хости' },
  hosts_about: {
    en: 'Whose pages may send, one a line; each with its subdomains. * takes any.',
    uk: 'Чиї сторінки можуть надсилати дані, по одному в рядку; кожен разом із піддоменами. * — будь-які.',
  },
  ignored_referrers_title: { en: 'Ignored referrers', uk: 'Ігноровані джерела переходів' },
  ignored_referrers_about: {
    en: 'Sites that bring nobody, such as your own payment page, one a line. Known payment gateways are ignored anyway.',
    uk: 'Сайти, які нікого не приводять, наприклад ваша сторінка оплати, по одному в рядку. Відомі платіжні системи й так ігноруються.',
  },
  excluded_ips_title: { en: 'Excluded IP addresses', uk: 'Виключені IP-адреси' },
  excluded_ips_about: {
    en: 'Who is not counted: your office, for one. Addresses or ranges (192.0.2.0/24), one a line.',
    uk: 'Кого не рахувати: наприклад, ваш офіс. Адреси чи діапазони (192.0.2.0/24), по одній у рядку.',
  },
  points_title: { en: 'Points per event', uk: 'Бали за події' },
  points_about: {
    en: 'How much interest an event shows, from -1,000 to 1,000. Left empty, the grey figure counts.',
    uk: 'Наскільки подія свідчить про інтерес, від -1000 до 1000. Якщо порожньо, діє сіре число.',
  },
  other_points: { en: 'Other events', uk: 'Інші події' },
  other_points_help: {
    en: 'Your own ones, one a line: newsletter_opened: 5',
    uk: 'Власні, по одній у рядку: newsletter_opened: 5',
  },
  save_settings: { en: 'Save', uk: 'Зберегти' },
  saving_settings: { en: 'Saving…', uk: 'Збереження…' },
  settings_saved: {
    en: 'Saved. It holds everywhere within half a minute.',
    uk: 'Збережено. Набуде чинності скрізь за пів хвилини.',
  },
  not_saved: { en: 'Nothing was saved: see above.', uk: 'Нічого не збережено: див. вище.' },
  wrong_name: {
    en: 'A name is needed, of 255 characters at most.',
    uk: 'Потрібна назва, щонайбільше 255 символів.',
  },
  wrong_currency: {
    en: 'There are orders or exchange rates already: the currency stays.',
    uk: 'Уже є замовлення або курси валют: валюту не змінити.',
  },
  wrong_timezone: {
    en: 'The server does not know this time zone.',
    uk: 'Сервер не знає такого часового поясу.',
  },
  wrong_hosts: {
    en: 'At least one host, each a domain such as shop.example.',
    uk: 'Щонайменше один хост, кожен — домен на зразок shop.example.',
  },
  wrong_ignored_referrers: { en: 'Not a domain:', uk: 'Це не домен:' },
  wrong_excluded_ips: { en: 'Not an address or range:', uk: 'Це не адреса й не діапазон:' },
  wrong_points: {
    en: 'Points are whole numbers from -1,000 to 1,000, names of events small letters, digits and _.',
    uk: 'Бали — цілі числа від -1000 до 1000, назви подій — малі латинські літери, цифри та _.',
  },
  wrong_retention_days: { en: 'From 1 to 3,650 days.', uk: 'Від 1 до 3650 днів.' },

  reclassify: { en: 'Reclassify history', uk: 'Перекласифікувати історію' },
  reclassify_about: {
    en: 'Gives past visits and orders the channels of the present rules, hosts and ignored referrers. It goes step by step while this page is open, and can be interrupted.',
    uk: 'Визначає канали минулих відвідувань і замовлень за теперішніми правилами, хостами й ігнорованими джерелами. Працює крок за кроком, поки відкрито цю сторінку; можна перервати.',
  },
  reclassify_start: { en: 'Begin', uk: 'Почати' },
  go_on_steps: { en: 'Go on', uk: 'Продовжити' },
  stop_steps: { en: 'Stop', uk: 'Зупинити' },
  reclassified: { en: 'Done:', uk: 'Готово:' },
  rows_checked: {
    en: { one: '# row checked', other: '# rows checked' },
    uk: {
      one: 'перевірено # рядок',
      few: 'перевірено # рядки',
      many: 'перевірено # рядків',
      other: 'перевірено # рядка',
    },
  },
  rows_changed: {
    en: { one: '# changed', other: '# changed' },
    uk: { one: 'змінено #', few: 'змінено #', many: 'змінено #', other: 'змінено #' },
  },

  remove_site: { en: 'Delete the site', uk: 'Видалити сайт' },
  remove_about: {
    en: 'All its visits, orders, costs and tokens go with it, for good.',
    uk: 'Разом із ним назавжди зникнуть усі відвідування, замовлення, витрати й токени.',
  },
  remove_type: { en: 'Type {site} to confirm', uk: 'Введіть {site} для підтвердження' },
  remove_wrong: { en: 'This is not {site}.', uk: 'Це не {site}.' },

  share_link: { en: 'Share link (read-only)', uk: 'Посилання для перегляду' },
  share_about: {
    en: 'Whoever has the link sees the reports of this site, and can change nothing. Revoke it below at any time.',
    uk: 'Хто має посилання, бачить звіти цього сайту й нічого не може змінити. Відкликати його можна нижче будь-коли.',
  },
  share_make: { en: 'Make a link', uk: 'Створити посилання' },
  share_name: { en: 'Share link', uk: 'Посилання для перегляду' },
  shown_once: {
    en: 'Copy it now: it is shown this once.',
    uk: 'Скопіюйте зараз: це показується лише один раз.',
  },

  tokens: { en: 'Tokens', uk: 'Токени' },
  tokens_about: {
    en: 'For people who sign in, and for servers that send. The admin token of the deployment is not among them.',
    uk: 'Для людей, які входять, і серверів, які надсилають дані. Токена адміністратора з розгортання тут немає.',
  },
  tokens_none: { en: 'None yet.', uk: 'Поки що немає.' },
  token_name: { en: 'Name', uk: 'Назва' },
  token_name_help: { en: 'Whose it is, so that you know later.', uk: 'Чий він, щоб потім не забути.' },
  token_unnamed: { en: '(no name)', uk: '(без назви)' },
  token_site: { en: 'For which site', uk: 'Для якого сайту' },
  every_site: { en: 'Every site', uk: 'Усі сайти' },
  token_scope: { en: 'May', uk: 'Дозволяє' },
  scope_read: { en: 'read', uk: 'переглядати' },
  scope_ingest: { en: 'send', uk: 'надсилати' },
  scope_admin: { en: 'everything', uk: 'усе' },
  scope_read_help: { en: 'See reports and exports.', uk: 'Бачити звіти й експорт.' },
  scope_ingest_help: {
    en: 'Send events and orders from a server; it does not open the dashboard.',
    uk: 'Надсилати події та замовлення із сервера; панель не відкриває.',
  },
  scope_admin_help: {
    en: 'Change settings, load costs, delete. Of every site: make tokens and sites, too.',
    uk: 'Змінювати налаштування, завантажувати витрати, видаляти. Для всіх сайтів: також створювати токени й сайти.',
  },
  token_created: { en: 'Created', uk: 'Створено' },
  token_expires: { en: 'Expires', uk: 'Діє до' },
  expires_after: { en: 'Expires after', uk: 'Діє протягом' },
  token_expires_on: { en: '{time}', uk: '{time}' },
  token_expired: { en: '{time} (expired)', uk: '{time} (термін минув)' },
  token_never: { en: 'Never', uk: 'Безстроково' },
  term_days: {
    en: { one: '# day', other: '# days' },
    uk: { one: '# день', few: '# дні', many: '# днів', other: '# дня' },
  },
  new_token: { en: 'New token', uk: 'Новий токен' },
  make_token: { en: 'Make a token', uk: 'Створити токен' },
  token_revoke: { en: 'Revoke', uk: 'Відкликати' },
  revoke_sure: { en: 'Revoke “{name}”?', uk: 'Відкликати «{name}»?' },
  revoke_about: {
    en: 'Whoever uses it is signed out at once, and servers can no longer send with it.',
    uk: 'Усі, хто ним користується, одразу втратять доступ, а сервери більше не зможуть надсилати дані.',
  },
  token_revoked: { en: '“{name}” is revoked.', uk: '«{name}» відкликано.' },
} as const satisfies Texts
