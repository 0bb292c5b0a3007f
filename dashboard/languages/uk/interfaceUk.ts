import type { interfaceWords } from '../../shared/words/interfaceWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const interfaceUk: Translation<typeof interfaceWords> = {
  loading: 'Завантаження…',
  again: 'Спробувати ще раз',
  close: 'Закрити',
  cancel: 'Скасувати',
  copy: 'Скопіювати',
  copied: 'Скопійовано',
  show_rows: {
    one: 'Показати # рядок',
    few: 'Показати # рядки',
    many: 'Показати # рядків',
    other: 'Показати # рядка',
  },

  error_network: 'Сервер недоступний. Перевірте з’єднання та спробуйте ще раз.',
  error_timeout: 'Сервер не відповів вчасно. Спробуйте коротший період.',
  error_forbidden: 'Ваш токен цього не дозволяє.',
  error_missing: 'Цього тут немає або вже немає.',
  error_rate: 'Забагато запитів. Зачекайте хвилину й спробуйте ще раз.',
  error_server: 'На сервері сталася помилка ({detail}). Спробуйте за мить.',
  error_other: 'Сервер відмовив: {detail}',
  error_display: 'Цю частину не вдалося показати.',
  copy_table: 'Скопіювати: {title}',
  unknown_site: 'Сайту «{site}» тут немає, або ваш токен не має до нього доступу. Виберіть інший сайт угорі.',
  drop_now: 'Відпустіть, щоб прочитати',
}
