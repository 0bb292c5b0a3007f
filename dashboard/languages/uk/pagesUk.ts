import type { pagesWords } from '../../features/pages/pagesWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const pagesUk: Translation<typeof pagesWords> = {
  view_pages: 'Сторінки й товари',

  viewed_pages: 'Переглянуті сторінки',
  page: 'Сторінка',
  products: 'Товари',
  product: 'Товар',
  views_count: 'Перегляди',
  carts: 'Кошики',
  purchases: 'Покупки',
  quantity: 'Кількість',

  viewed_pages_help:
    'Сеанс враховано для кожної сторінки, яку в ньому переглянули, з усім його доходом: сума рядків більша за підсумок.',
  empty_products: 'Товарів ще немає. Надсилайте items у view_item, add_to_cart і purchase.',
}
