/** Words of the link builder. */
import type { Texts } from '../../shared/words/createWords.ts'

export const links = {
  view_links: { en: 'Link builder', uk: 'Генератор посилань' },
  link_about: { en: 'What the link is for', uk: 'Для чого посилання' },
  link_where: { en: 'Where the link stands', uk: 'Де стоятиме посилання' },
  link_email: { en: 'Email', uk: 'Лист' },
  link_blog: { en: 'Blog, partner', uk: 'Блог, партнер' },
  link_qr: { en: 'QR code, print', uk: 'QR-код, друк' },

  link_landing: { en: 'Landing page', uk: 'Сторінка, куди веде посилання' },
  link_landing_help: {
    en: 'The page of the shop that opens after the click.',
    uk: 'Сторінка магазину, яка відкриється після кліку.',
  },
  lacks_landing: { en: 'Enter the address of the page.', uk: 'Вкажіть адресу сторінки.' },
  lacks_landing_wrong: {
    en: 'This is not the address of a page. It looks like https://shop.example/sale.',
    uk: 'Це не схоже на адресу сторінки. Вона має вигляд https://shop.example/sale.',
  },
  lacks_source: {
    en: 'Without a source nobody knows who sent the visitor.',
    uk: 'Без джерела невідомо, звідки прийшов відвідувач.',
  },

  naming: {
    en: 'Campaigns, ad groups and ads stand in the reports by',
    uk: 'Кампанії, групи й оголошення у звітах',
  },
  naming_name: { en: 'name: easy to read', uk: 'за назвою: легко читати' },
  naming_id: { en: 'ID: stays when renamed', uk: 'за ID: не зміниться після перейменування' },
  naming_custom: { en: 'a name of your own: {_campaign}', uk: 'за власною назвою: {_campaign}' },

  plain_source: { en: 'Source', uk: 'Джерело' },
  plain_source_help: {
    en: 'Who sends the visitor: newsletter, anna_blog.',
    uk: 'Хто приводить: newsletter, anna_blog.',
  },
  plain_medium: { en: 'Medium', uk: 'Тип' },
  plain_medium_help: {
    en: 'The kind of link; it decides the channel: email, referral, affiliate, social, sms.',
    uk: 'Вид посилання; від нього залежить канал: email, referral, affiliate, social, sms.',
  },
  plain_campaign: { en: 'Campaign', uk: 'Кампанія' },
  plain_campaign_help: { en: 'What it is about: black_friday_2026.', uk: 'Про що вона: black_friday_2026.' },
  plain_content: { en: 'Creative', uk: 'Креатив' },
  plain_content_help: {
    en: 'Optional: tells two links of one campaign apart, such as button and picture.',
    uk: 'Необов’язково: розрізняє посилання однієї кампанії, наприклад кнопку й картинку.',
  },
  plain_term: { en: 'Term', uk: 'Ключове слово' },
  plain_term_help: {
    en: 'Optional: an audience or a keyword.',
    uk: 'Необов’язково: аудиторія або ключове слово.',
  },

  link_text: { en: 'URL parameters', uk: 'Параметри URL' },
  paste_meta: {
    en: 'Ads Manager → the ad → Tracking → URL parameters. Meta puts the names in at each click.',
    uk: 'Ads Manager → оголошення → «Відстеження» → «Параметри URL». Meta підставляє назви під час кожного кліку.',
  },
  paste_google: {
    en: 'Final URL suffix: account or campaign settings → URL options. Best once for the whole account.',
    uk: '«Суфікс кінцевої URL-адреси»: налаштування облікового запису чи кампанії → «Параметри URL-адреси». Найкраще один раз для всього облікового запису.',
  },
  paste_tiktok: {
    en: 'The ad → Destination → URL parameters, or the end of the address. TikTok puts the names in at each click.',
    uk: 'Оголошення → Destination → URL parameters або кінець адреси. TikTok підставляє назви під час кожного кліку.',
  },
  google_template: {
    en: 'If your account works with a tracking template, use this there instead, never both.',
    uk: 'Якщо у вашому обліковому записі використовується шаблон відстеження, вставте це туди, але не в обидва місця.',
  },
  tracking_template: { en: 'Tracking template', uk: 'Шаблон відстеження' },
  google_no_name: {
    en: 'Google has no macro for a campaign’s name ({campaign} would stay as it is), so campaigns stand by their ID. Costs find them by it.',
    uk: 'У Google немає макросу для назви кампанії ({campaign} так і залишиться текстом), тож кампанії показано за ID. За ним їх знаходять і витрати.',
  },
  google_custom: {
    en: 'In each campaign: Settings → Campaign URL options → Custom parameter, name campaign, value as the campaign shall be called. Where it is missing, the name stays empty.',
    uk: 'У кожній кампанії: «Налаштування» → «Параметри URL-адреси кампанії» → «Спеціальний параметр», ім’я campaign, значення — назва кампанії. Де його немає, назва буде порожня.',
  },
  link_finished: { en: 'Finished link', uk: 'Готове посилання' },
  link_finished_help: {
    en: 'The same in one address, where a platform has no field of its own for parameters.',
    uk: 'Те саме однією адресою, якщо немає окремого поля для параметрів.',
  },
  link_none: { en: 'The link appears here.', uk: 'Тут з’явиться посилання.' },

  link_warnings: { en: 'What would spoil the statistics', uk: 'Що зіпсує статистику' },
  warn_host: {
    en: '{value} is not among the hosts of this site: visits there are not counted.',
    uk: '{value} немає серед хостів цього сайту: відвідування там не рахуються.',
  },
  warn_existing: {
    en: 'The address had {value} from another click or link. That was left out.',
    uk: 'В адресі було {value} від іншого кліку чи посилання. Це вилучено.',
  },
  warn_fragment: {
    en: 'The address ends in {value}. Parameters must stand before it, as here; do not append them yourself.',
    uk: 'Адреса закінчується на {value}. Параметри мають стояти перед цим, як тут; не дописуйте їх у кінець.',
  },
  warn_campaign: {
    en: 'Without a campaign, this link cannot be told from others of the same source.',
    uk: 'Без кампанії це посилання не відрізнити від інших із того самого джерела.',
  },
  warn_untidy: {
    en: '{field}: blanks and upper case make two rows of one in the reports.',
    uk: '{field}: через пробіли й великі літери у звітах буде два рядки замість одного.',
  },
  take_proposal: { en: 'Write {value}', uk: 'Написати {value}' },
} as const satisfies Texts
