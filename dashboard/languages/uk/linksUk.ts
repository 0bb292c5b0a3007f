import type { linksWords } from '../../features/links/linksWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const linksUk: Translation<typeof linksWords> = {
  view_links: 'Генератор посилань',
  link_about: 'Для чого посилання',
  link_where: 'Де стоятиме посилання',
  link_email: 'Лист',
  link_blog: 'Блог, партнер',
  link_qr: 'QR-код, друк',

  link_landing: 'Сторінка, куди веде посилання',
  link_landing_help: 'Сторінка магазину, яка відкриється після кліку.',
  missing_landing: 'Вкажіть адресу сторінки.',
  missing_landing_wrong: 'Це не схоже на адресу сторінки. Вона має вигляд https://shop.example/sale.',
  missing_source: 'Без джерела невідомо, звідки прийшов відвідувач.',

  naming: 'Кампанії, групи й оголошення у звітах',
  naming_name: 'за назвою: легко читати',
  naming_id: 'за ID: не зміниться після перейменування',
  naming_custom: 'за власною назвою: {_campaign}',

  plain_source: 'Джерело',
  plain_source_help: 'Хто приводить: newsletter, anna_blog.',
  plain_medium: 'Тип',
  plain_medium_help: 'Вид посилання; від нього залежить канал: email, referral, affiliate, social, sms.',
  plain_campaign: 'Кампанія',
  plain_campaign_help: 'Про що вона: black_friday_2026.',
  plain_content: 'Креатив',
  plain_content_help: 'Необов’язково: розрізняє посилання однієї кампанії, наприклад кнопку й картинку.',
  plain_term: 'Ключове слово',
  plain_term_help: 'Необов’язково: аудиторія або ключове слово.',

  link_text: 'Параметри URL',
  paste_meta:
    'Ads Manager → оголошення → «Відстеження» → «Параметри URL». Meta підставляє назви під час кожного кліку.',
  paste_google:
    '«Суфікс кінцевої URL-адреси»: налаштування облікового запису чи кампанії → «Параметри URL-адреси». Найкраще один раз для всього облікового запису.',
  paste_tiktok:
    'Оголошення → Destination → URL parameters або кінець адреси. TikTok підставляє назви під час кожного кліку.',
  google_template:
    'Якщо у вашому обліковому записі використовується шаблон відстеження, вставте це туди, але не в обидва місця.',
  tracking_template: 'Шаблон відстеження',
  google_no_name:
    'У Google немає макросу для назви кампанії ({campaign} так і залишиться текстом), тож кампанії показано за ID. За ним їх знаходять і витрати.',
  google_custom:
    'У кожній кампанії: «Налаштування» → «Параметри URL-адреси кампанії» → «Спеціальний параметр», ім’я campaign, значення — назва кампанії. Де його немає, назва буде порожня.',
  link_finished: 'Готове посилання',
  link_finished_help: 'Те саме однією адресою, якщо немає окремого поля для параметрів.',
  link_none: 'Тут з’явиться посилання.',

  link_warnings: 'Що зіпсує статистику',
  warn_host: '{value} немає серед хостів цього сайту: відвідування там не рахуються.',
  warn_existing: 'В адресі було {value} від іншого кліку чи посилання. Це вилучено.',
  warn_fragment:
    'Адреса закінчується на {value}. Параметри мають стояти перед цим, як тут; не дописуйте їх у кінець.',
  warn_campaign: 'Без кампанії це посилання не відрізнити від інших із того самого джерела.',
  warn_untidy: '{field}: через пробіли й великі літери у звітах буде два рядки замість одного.',
  take_proposal: 'Написати {value}',
}
