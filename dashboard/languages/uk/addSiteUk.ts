import type { addSiteWords } from '../../features/addSite/addSiteWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const addSiteUk: Translation<typeof addSiteWords> = {
  add_site: 'Додати сайт',
  adding: 'Додавання…',
  first_site: 'Додайте перший сайт',
  add_site_help: 'Після цього ви отримаєте тег скрипта для його сторінок.',
  domain: 'Домен',
  site_name: 'Назва (необов’язково)',
  hosts_help: 'По одному в рядку. Якщо порожньо: сам домен, з www. і без.',
  domain_wrong: 'Це не схоже на домен. Він має вигляд shop.example.',
  hosts_wrong: 'Один із хостів не схожий на домен. Вони мають вигляд www.shop.example.',
  site_exists: 'Такий сайт уже є.',
  no_site_read: 'Сайтів ще немає, а цей токен дозволяє лише перегляд. Попросіть адміністратора додати сайт.',
  view_add: 'Додати сайт',
}
