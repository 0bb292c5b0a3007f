import type { signInWords } from '../../features/signIn/signInWords.ts'
import type { Translation } from '../../shared/words/texts.ts'

export const signInUk: Translation<typeof signInWords> = {
  sign_in: 'Увійти',
  signing_in: 'Вхід…',
  signed_out: 'Ваш вхід завершився. Увійдіть ще раз.',
  link_ended:
    'Це посилання більше не відкриває звіти: його термін минув або його відкликано. Попросіть нове.',
  token: 'Токен доступу',
  token_help:
    'Токен адміністратора, показаний під час запуску чи розгортання, або токен, який вам дав адміністратор.',
  token_wrong: 'Такого токена тут немає. Перевірте, чи його скопійовано повністю.',
}
