import type { accessWords } from '../../features/access/accessWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const accessUk: Translation<typeof accessWords> = {
  audit_signed_in: 'Вхід',
  audit_signed_out_everywhere: 'Вихід на всіх пристроях',
  audit_site_added: 'Додано сайт',
  audit_site_changed: 'Змінено налаштування',
  audit_site_removed: 'Видалено сайт',
  audit_reclassify_started: 'Розпочато перекласифікацію історії',
  audit_token_added: 'Створено токен',
  audit_token_removed: 'Відкликано токен',
  audit_costs_loaded: 'Завантажено витрати',
  audit_rates_set: 'Змінено курси валют',
  audit_order_accepted: 'Прийнято відкладене замовлення',
  audit_order_removed: 'Видалено замовлення',
  audit_visitor_erased: 'Стерто дані відвідувача',
  audit_person_erased: 'Стерто дані людини',
  short_admin_token:
    'Токен адміністратора такий короткий, що його можна вгадати. Задайте новий, щонайменше {count} символів; після цього всі ввійдуть знову.',

  sign_ins: 'Активні входи',
  sign_ins_about: 'Браузери, у яких увійшли з тим самим токеном, що й ви.',
  sign_in_browser: 'Браузер',
  sign_in_since: 'Вхід',
  sign_in_until: 'Діє до',
  this_browser: 'цей браузер',
  sign_out_everywhere: 'Вийти на всіх пристроях',
  sign_out_sure: 'Вийти на всіх пристроях?',
  sign_out_about: 'Усі, хто ввійшов із цим токеном, муситимуть увійти знову, і ви теж.',

  audit_trail: 'Історія змін',
  audit_about: 'Хто що змінив за останні 90 днів.',
  audit_none: 'Змін поки що немає.',
  audit_when: 'Коли',
  audit_what: 'Що',
  audit_who: 'Хто',
  audit_admin_token: 'Токен адміністратора',
  audit_in_dashboard: 'на панелі',
  audit_rows: { one: '# рядок', few: '# рядки', many: '# рядків', other: '# рядка' },
  audit_sign_ins: { one: '# вхід', few: '# входи', many: '# входів', other: '# входу' },
}
