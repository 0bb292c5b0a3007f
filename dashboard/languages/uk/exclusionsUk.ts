import type { exclusionsWords } from '../../features/exclusions/exclusionsWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const exclusionsUk: Translation<typeof exclusionsWords> = {
  exclusions: 'Виключено зі звітів',
  exclusions_about:
    'Прибирає з усіх звітів, зокрема минулих, тестові відвідування, спам чи атаку. Нічого не видаляється, і це можна скасувати. Щоб надалі не рахувати свій офіс, додайте його до виключених IP-адрес.',
  exclusions_none: 'Нічого не виключено.',
  exclusion_what: 'Що виключено',
  exclusion_visits: 'Відвідування',
  exclusion_orders: 'Замовлення',
  exclusion_applying: 'Застосовується…',
  exclusion_removing: 'Скасовується…',
  exclusion_undo: 'Повернути до звітів',
  exclude_more: 'Виключити ще',
  exclude_what: 'Що',
  exclude_visitor: 'Відвідувач',
  exclude_source: 'Джерело',
  exclude_interval: 'Проміжок часу',
  exclude_visitor_label: 'ID відвідувача',
  exclude_visitor_help: 'Його видно в деталях відвідування.',
  exclude_source_label: 'Джерело',
  exclude_source_help: 'Точно так, як у звітах.',
  exclude_from: 'Від',
  exclude_to: 'До (не включно)',
  exclude_preview: 'Перевірити',
  exclude_previewed: 'Це стосується приблизно {visits} та {orders}.',
  exclude_visits: {
    one: '# відвідування',
    few: '# відвідувань',
    many: '# відвідувань',
    other: '# відвідування',
  },
  exclude_orders: { one: '# замовлення', few: '# замовлень', many: '# замовлень', other: '# замовлення' },
  exclude: 'Виключити зі звітів',
  exclude_this_visitor: 'Виключити цього відвідувача зі звітів',
  exclude_this_sure: 'Виключити цього відвідувача?',
  exclude_this_about:
    'Усі відвідування й замовлення цього відвідувача зникнуть зі звітів. Це можна скасувати в налаштуваннях.',
  visitor_excluded: 'Цього відвідувача виключено зі звітів.',
  purge: 'Видалити остаточно',
  purge_sure: 'Видалити остаточно?',
  purge_about:
    'Відвідування буде видалено разом із замовленнями, про які повідомляли лише сторінки. Замовлення, підтверджені вашим сервером, залишаться у звітах без джерела. Скасувати це неможливо.',
  purge_word: 'видалити',
  purge_type: 'Введіть «{word}», щоб підтвердити',
  purged: 'Видалено.',
}
