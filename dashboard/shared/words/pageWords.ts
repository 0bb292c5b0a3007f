/** Words of the page as a whole, and of what may go wrong. */
import type { Texts } from './createWords.ts'

export const page = {
  skip: { en: 'Skip to the reports', uk: 'Перейти до звітів' },
  loading: { en: 'Loading…', uk: 'Завантаження…' },
  again: { en: 'Try again', uk: 'Спробувати ще раз' },
  refresh: { en: 'Refresh', uk: 'Оновити' },
  language: { en: 'Language', uk: 'Мова' },
  close: { en: 'Close', uk: 'Закрити' },
  cancel: { en: 'Cancel', uk: 'Скасувати' },
  copy: { en: 'Copy', uk: 'Скопіювати' },
  copied: { en: 'Copied', uk: 'Скопійовано' },
  show: { en: 'Show', uk: 'Показати' },
  fewer: { en: 'Show fewer', uk: 'Показати менше' },
  show_rows: {
    en: { one: 'Show # row', other: 'Show # rows' },
    uk: {
      one: 'Показати # рядок',
      few: 'Показати # рядки',
      many: 'Показати # рядків',
      other: 'Показати # рядка',
    },
  },

  error_network: {
    en: 'The server cannot be reached. Check the connection and try again.',
    uk: 'Сервер недоступний. Перевірте з’єднання та спробуйте ще раз.',
  },
  error_timeout: {
    en: 'The server did not answer in time. Try a shorter period.',
    uk: 'Сервер не відповів вчасно. Спробуйте коротший період.',
  },
  error_forbidden: { en: 'Your token does not allow this.', uk: 'Ваш токен цього не дозволяє.' },
  error_missing: { en: 'This is not here, or no longer.', uk: 'Цього тут немає або вже немає.' },
  error_rate: {
    en: 'Too many requests. Wait a minute and try again.',
    uk: 'Забагато запитів. Зачекайте хвилину й спробуйте ще раз.',
  },
  error_server: {
    en: 'The server failed ({detail}). Try again in a moment.',
    uk: 'На сервері сталася помилка ({detail}). Спробуйте за мить.',
  },
  error_other: { en: 'The server refused: {detail}', uk: 'Сервер відмовив: {detail}' },
  error_display: { en: 'This part cannot be shown.', uk: 'Цю частину не вдалося показати.' },
} as const satisfies Texts
