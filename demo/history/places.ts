/** Where the demo's visitors live: mainly Ukrainian cities, and cities abroad where Ukrainians live. */
import type { Weighted } from '../random.ts'

export interface Place extends Weighted {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Null if the network does not say it. */
  region: string | null
  city: string | null
  /** Languages of the browsers there. Each entry has the same probability. */
  languages: readonly string[]
}

const UKRAINE = ['uk', 'uk', 'uk', 'uk', 'uk', 'uk', 'uk', 'uk', 'ru', 'en']

const home = (city: string | null, region: string | null, weight: number): Place => ({
  country: 'UA',
  region,
  city,
  weight,
  languages: UKRAINE,
})

const abroad = (country: string, city: string, region: string, language: string, weight: number): Place => ({
  country,
  region,
  city,
  weight,
  languages: ['uk', 'uk', 'uk', language, language],
})

export const PLACES: readonly Place[] = [
  home('Kyiv', 'Kyiv City', 28),
  home('Lviv', 'Lviv Oblast', 11),
  home('Kharkiv', 'Kharkiv Oblast', 8.5),
  home('Odesa', 'Odesa Oblast', 8),
  home('Dnipro', 'Dnipropetrovsk Oblast', 8),
  home('Zaporizhzhia', 'Zaporizhzhia Oblast', 3.4),
  home('Vinnytsia', 'Vinnytsia Oblast', 3.3),
  home('Ivano-Frankivsk', 'Ivano-Frankivsk Oblast', 2.8),
  home('Ternopil', 'Ternopil Oblast', 2.2),
  home('Poltava', 'Poltava Oblast', 2.1),
  home('Chernivtsi', 'Chernivtsi Oblast', 1.9),
  home('Rivne', 'Rivne Oblast', 1.8),
  home('Khmelnytskyi', 'Khmelnytskyi Oblast', 1.8),
  home('Lutsk', 'Volyn Oblast', 1.7),
  home('Zhytomyr', 'Zhytomyr Oblast', 1.6),
  home('Cherkasy', 'Cherkasy Oblast', 1.6),
  home('Uzhhorod', 'Zakarpattia Oblast', 1.4),
  home('Mykolaiv', 'Mykolaiv Oblast', 1.4),
  home('Kryvyi Rih', 'Dnipropetrovsk Oblast', 1.4),
  home('Chernihiv', 'Chernihiv Oblast', 1.1),
  home('Sumy', 'Sumy Oblast', 1),
  home('Kropyvnytskyi', 'Kirovohrad Oblast', 0.9),
  home(null, null, 2),
  abroad('PL', 'Warsaw', 'Mazovia', 'pl', 1.9),
  abroad('PL', 'Kraków', 'Lesser Poland', 'pl', 0.9),
  abroad('PL', 'Wrocław', 'Lower Silesia', 'pl', 0.8),
  abroad('DE', 'Berlin', 'Berlin', 'de', 0.8),
  abroad('DE', 'Munich', 'Bavaria', 'de', 0.5),
  abroad('CZ', 'Prague', 'Prague', 'cs', 0.8),
  abroad('GB', 'London', 'England', 'en', 0.6),
  abroad('CA', 'Toronto', 'Ontario', 'en', 0.4),
  abroad('US', 'New York', 'New York', 'en', 0.4),
  abroad('ES', 'Barcelona', 'Catalonia', 'es', 0.3),
  abroad('LT', 'Vilnius', 'Vilnius', 'lt', 0.3),
  abroad('MD', 'Chișinău', 'Chișinău Municipality', 'ro', 0.3),
]
