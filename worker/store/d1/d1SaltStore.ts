import { LETTER_SALT, type SaltStore } from '../saltStore.ts'
import { d1Client } from './d1Client.ts'

interface Salt {
  day: string
  salt: string
}

export function d1SaltStore(db: D1Database): SaltStore {
  const { statement } = d1Client(db)
  return {
    salts: async (day, dayBefore) => {
      const read = statement('SELECT day, salt FROM salts WHERE day IN (?, ?)', day, dayBefore)
      let { results } = await read.all<Salt>()
      const saltOf = (of: string) => results.find((row) => row.day === of)?.salt ?? null
      if (saltOf(day) === null) {
        const salt = LETTER_SALT + crypto.randomUUID()
        // Two requests may create the day's salt at the same time: the first stays, and both read it.
        const answers = await db.batch<Salt>([
          statement('DELETE FROM salts WHERE day < ?', dayBefore),
          statement('INSERT INTO salts VALUES (?, ?) ON CONFLICT DO NOTHING', day, salt),
          read,
        ])
        results = answers[2]!.results
      }
      return { today: saltOf(day)!, yesterday: saltOf(dayBefore) }
    },
    forgetSalts: async (before) => void (await statement('DELETE FROM salts WHERE day < ?', before).run()),
  }
}
