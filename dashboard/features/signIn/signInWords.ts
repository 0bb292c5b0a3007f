/** Words of signing in and of sites. */
import type { Texts } from '../../shared/words/createWords.ts'

export const access = {
  sign_in: { en: 'Sign in', uk: 'Увійти' },
  signing_in: { en: 'Signing in…', uk: 'Вхід…' },
  sign_out: { en: 'Sign out', uk: 'Вийти' },
  signed_out: {
    en: 'Your sign-in has ended. Please sign in again.',
    uk: 'Ваш вхід завершився. Увійдіть ще раз.',
  },
  link_ended: {
    en: 'This link no longer opens the reports: it has expired, or was withdrawn. Ask for a new one.',
    uk: 'Це посилання більше не відкриває звіти: його термін минув або його відкликано. Попросіть нове.',
  },
  token: { en: 'Access token', uk: 'Токен доступу' },
  token_help: {
    en: 'The admin token that was printed at the start or at the deployment, or a token that the admin gave you.',
    uk: 'Токен адміністратора, показаний під час запуску чи розгортання, або токен, який вам дав адміністратор.',
  },
  token_wrong: {
    en: 'This token is not known here. Check that it was copied whole.',
    uk: 'Такого токена тут немає. Перевірте, чи його скопійовано повністю.',
  },

  site: { en: 'Site', uk: 'Сайт' },
  add_site: { en: 'Add a site', uk: 'Додати сайт' },
  adding: { en: 'Adding…', uk: 'Додавання…' },
  first_site: { en: 'Add your first site', uk: 'Додайте перший сайт' },
  add_site_help: {
    en: 'After this you get a script tag to put into its pages.',
    uk: 'Після цього ви отримаєте тег скрипта для його сторінок.',
  },
  domain: { en: 'Domain', uk: 'Домен' },
  site_name: { en: 'Name (optional)', uk: 'Назва (необов’язково)' },
  timezone: { en: 'Time zone', uk: 'Часовий пояс' },
  currency: { en: 'Currency', uk: 'Валюта' },
  hosts: {
    en: 'Hosts whose pages may send data (optional)',
    uk: 'Хости, чиї сторінки можуть надсилати дані (необов’язково)',
  },
  hosts_help: {
    en: 'One a line. Left empty: the domain itself, with www. and without.',
    uk: 'По одному в рядку. Якщо порожньо: сам домен, з www. і без.',
  },
  domain_wrong: {
    en: 'The domain is not one. It looks like shop.example.',
    uk: 'Це не схоже на домен. Він має вигляд shop.example.',
  },
  hosts_wrong: {
    en: 'One of the hosts is not a domain. They look like www.shop.example.',
    uk: 'Один із хостів не схожий на домен. Вони мають вигляд www.shop.example.',
  },
  site_exists: { en: 'This site exists already.', uk: 'Такий сайт уже є.' },
  no_site_read: {
    en: 'There is no site yet, and this token may only read. Ask the admin to add one.',
    uk: 'Сайтів ще немає, а цей токен дозволяє лише перегляд. Попросіть адміністратора додати сайт.',
  },
  unknown_site: {
    en: 'There is no site “{site}” here, or your token may not see it. Choose another one above.',
    uk: 'Сайту «{site}» тут немає, або ваш токен не має до нього доступу. Виберіть інший сайт угорі.',
  },
  no_visit_yet: { en: 'No visits yet', uk: 'Відвідувань ще немає' },
  no_visit_then: { en: 'No visits in this period', uk: 'За цей період відвідувань немає' },
  other_period: { en: 'Choose another period, or', uk: 'Виберіть інший період або' },
  show_all_time: { en: 'show all time', uk: 'перегляньте за весь час' },
  view_add: { en: 'Add a site', uk: 'Додати сайт' },
} as const satisfies Texts
