/** Words of the way to the first event. */
import type { Texts } from '../../shared/words/createWords.ts'

export const install = {
  view_install: { en: 'Installation', uk: 'Встановлення' },
  tag_title: { en: 'Code for the shop', uk: 'Код для магазину' },
  way: { en: 'Where it goes', uk: 'Куди вставляти' },
  way_page: { en: 'Own pages', uk: 'Власні сторінки' },
  way_wordpress: { en: 'WordPress', uk: 'WordPress' },
  way_gtm: { en: 'Google Tag Manager', uk: 'Google Tag Manager' },
  way_npm: { en: 'npm', uk: 'npm' },
  step_page_1: {
    en: 'Put this line into the <head> of every page of the shop, the thank-you page included.',
    uk: 'Вставте цей рядок у <head> кожної сторінки магазину, разом зі сторінкою подяки.',
  },
  step_page_2: {
    en: 'Publish, and open the shop in a browser without an ad blocker.',
    uk: 'Опублікуйте зміни й відкрийте магазин у браузері без блокувальника реклами.',
  },
  step_wordpress_1: {
    en: 'Paste the line where your theme or a plugin for header code takes it (“Insert headers and footers”): Header.',
    uk: 'Вставте рядок там, де тема чи плагін приймає код для заголовка («Insert headers and footers»): Header.',
  },
  step_wordpress_2: {
    en: 'The site stands in the address, since some optimisers drop data attributes. Exclude t.js from “combine” and “delay JavaScript”.',
    uk: 'Сайт указано в адресі, бо деякі оптимізатори вилучають data-атрибути. Виключіть t.js з об’єднання та відкладення JavaScript.',
  },
  step_wordpress_3: { en: 'Empty the cache of the caching plugin.', uk: 'Очистьте кеш плагіна кешування.' },
  step_gtm_1: {
    en: 'Tags → New → Custom HTML: paste this code.',
    uk: '«Теги» → «Створити» → «Спеціальний HTML»: вставте цей код.',
  },
  step_gtm_2: {
    en: 'Trigger: All Pages (Page View). With consent, the tag of your consent platform.',
    uk: 'Тригер: «Усі сторінки» (перегляд сторінки). Якщо потрібна згода — тригер вашої платформи згод.',
  },
  step_gtm_3: {
    en: 'Publish the container. On the page itself the tag comes earlier, and fewer blockers hold it back.',
    uk: 'Опублікуйте контейнер. Безпосередньо на сторінці тег з’являється раніше, і його рідше блокують.',
  },
  step_npm_1: { en: 'npm install utm-dispatcher', uk: 'npm install utm-dispatcher' },
  step_npm_2: {
    en: 'Run this once in the browser, where the app starts; page views of a router are seen without more.',
    uk: 'Виконайте це один раз у браузері під час запуску застосунку; перегляди сторінок роутера враховуються самі.',
  },
  tag_options: { en: 'Options', uk: 'Параметри' },
  tag_consent: { en: 'Consent', uk: 'Згода' },
  consent_granted: { en: 'not asked for', uk: 'не запитується' },
  consent_pending: { en: 'asked for by a banner', uk: 'запитується банером' },
  consent_help: {
    en: 'Nothing is kept or sent until your banner says so, on each page, by this call:',
    uk: 'Нічого не зберігається й не надсилається, доки банер не дозволить на кожній сторінці таким викликом:',
  },
  option_datalayer: {
    en: 'The page feeds GA4’s dataLayer: read carts and purchases from it',
    uk: 'Сторінка заповнює dataLayer для GA4: брати кошики й покупки звідти',
  },
  option_cookie_domain: {
    en: 'Subdomains share one visitor (www. and cart.)',
    uk: 'Піддомени мають спільного відвідувача (www. і cart.)',
  },
  option_domains: {
    en: 'Several domains share one visitor (optional)',
    uk: 'Кілька доменів мають спільного відвідувача (необов’язково)',
  },
  option_domains_help: {
    en: 'All of them, with commas between; the same on each.',
    uk: 'Усі через кому; однаково на кожному.',
  },
  domain_refused: {
    en: '{host} is not among the hosts of this site yet: its events would be refused.',
    uk: '{host} ще немає серед хостів цього сайту: події звідти буде відхилено.',
  },
  install_help: {
    en: 'Data is accepted from pages on: {hosts}',
    uk: 'Дані приймаються зі сторінок на: {hosts}',
  },

  arrival: { en: 'Does it arrive?', uk: 'Чи надходять дані?' },
  event_awaited: { en: 'Waiting for the first event…', uk: 'Очікуємо на першу подію…' },
  waiting_stopped: { en: 'No event has come so far.', uk: 'Досі не надійшло жодної події.' },
  wait_on: { en: 'Go on waiting', uk: 'Чекати далі' },
  open_shop: {
    en: 'Open a page of the shop now. This turns green by itself within seconds.',
    uk: 'Тепер відкрийте сторінку магазину. За кілька секунд тут усе позеленіє саме.',
  },
  events_come: { en: 'Events arrive.', uk: 'Події надходять.' },
  events_since: {
    en: 'The first one came on {first}, the latest on {last}.',
    uk: 'Перша надійшла {first}, остання — {last}.',
  },
  to_overview: { en: 'To the overview', uk: 'До огляду' },
  ask_admin: {
    en: 'An admin can let it in under Settings → Hosts.',
    uk: 'Адміністратор може дозволити його в «Налаштування» → «Хости».',
  },
  allow_host: { en: 'Allow {host}', uk: 'Дозволити {host}' },

  refused_title: { en: 'Refused so far', uk: 'Що відхилено' },
  refused_last: { en: 'Last: {time}', uk: 'Востаннє: {time}' },
  refused_events: {
    en: { one: '# event:', other: '# events:' },
    uk: { one: '# подія:', few: '# події:', many: '# подій:', other: '# події:' },
  },
  hint_origin: {
    en: 'A page on {host} sends, but this host is not among those of the site. If it is yours, allow it.',
    uk: 'Надсилає сторінка на {host}, але цього хоста немає серед хостів сайту. Якщо він ваш, дозвольте його.',
  },
  hint_nameless: {
    en: 'from a page whose address is not among the hosts of the site (a number instead of a name, or a file).',
    uk: 'зі сторінки, адреси якої немає серед хостів сайту (число замість назви або файл).',
  },
  hint_unknown_site: {
    en: 'A page says data-site="{asked}", and there is no such site. It must be data-site="{site}".',
    uk: 'На сторінці вказано data-site="{asked}", а такого сайту немає. Має бути data-site="{site}".',
  },
  hint_bot: {
    en: 'from a robot or an automated browser. Robots are not counted; open the shop in a usual browser.',
    uk: 'від робота або автоматизованого браузера. Роботи не рахуються; відкрийте магазин у звичайному браузері.',
  },
  hint_opted_out: {
    en: 'from a browser that has opted out. tracker.optIn() in its console takes that back.',
    uk: 'з браузера, де відстеження вимкнено. Виклик tracker.optIn() у його консолі вмикає його знову.',
  },
  hint_excluded_ip: {
    en: 'from an address that the settings exclude: yours, perhaps. Try it over mobile data.',
    uk: 'з адреси, виключеної в налаштуваннях: можливо, вашої. Спробуйте через мобільний інтернет.',
  },
  hint_invalid: {
    en: 'not as they must be. The page’s console says what is wrong, with data-debug on the tag.',
    uk: 'неправильних. Що саме не так, скаже консоль сторінки, якщо додати до тегу data-debug.',
  },
  hint_other: {
    en: 'too old, too large or too many at once.',
    uk: 'застарілих, завеликих або забагато водночас.',
  },

  silence_title: { en: 'Nothing yet? It may be this', uk: 'Досі нічого? Можливі причини' },
  silence_tag: {
    en: 'The page has no tag yet: look for t.js in its source, and empty the caches of the shop, its plugins and its CDN.',
    uk: 'Тегу ще немає на сторінці: пошукайте t.js у її коді та очистьте кеші магазину, плагінів і CDN.',
  },
  silence_blocker: {
    en: 'An ad blocker holds the script back: try without. To be blocked less, serve the Worker from a subdomain of the shop.',
    uk: 'Скрипт зупиняє блокувальник реклами: спробуйте без нього. Щоб блокували рідше, розмістіть Worker на піддомені магазину.',
  },
  silence_policy: {
    en: 'The shop has a Content-Security-Policy: the browser’s console says so. Add this to it:',
    uk: 'У магазину є Content-Security-Policy: про це скаже консоль браузера. Додайте до неї:',
  },
  silence_consent: {
    en: 'The tag says data-consent="pending", and nobody has agreed yet; or the browser asks not to be tracked and the banner denies.',
    uk: 'У тегу вказано data-consent="pending", і згоди ще ніхто не дав; або банер отримав відмову.',
  },
  silence_cache: {
    en: 'A caching or optimising plugin has delayed, combined or rewritten the script: exclude t.js from that.',
    uk: 'Плагін кешування чи оптимізації відклав, об’єднав або переписав скрипт: виключіть t.js.',
  },
} as const satisfies Texts
