/** The currencies that people mean by what they write beside an amount: signs, abbreviations, names and ISO 4217 codes. */
import { isCurrency } from './money.ts'

/** Currencies, and the words that mean one of them: in lower case, without a dot at the end, with `|` between. */
const WORDS: [currencies: string, words: string][] = [
  ['AED', 'د.إ'],
  ['AED MAD', 'dh|dhs|dirham|dirhams|درهم'],
  ['AUD', 'a$|au$'],
  ['AZN', '₼|manat|манат'],
  ['BDT', '৳|tk|taka'],
  ['BGN', 'лв|лев|лева'],
  ['BRL', 'r$|br$|real|reais'],
  ['CAD', 'c$|ca$'],
  ['CHF', 'sfr|franken'],
  ['CHF XOF XAF XPF KMF DJF GNF RWF BIF CDF', 'fr|franc|francs'],
  ['CNY', 'cn¥|元|rmb|yuan'],
  ['CRC', '₡'],
  ['CZK', 'kč|koruna|koruny|korun'],
  ['EGP', 'ج.م|l.e'],
  ['EUR', '€|euro|euros|євро|евро|ευρώ|يورو|ユーロ'],
  ['GBP EGP FKP GIP LBP SDG SHP SSP SYP', '£|pound|pounds'],
  ['GEL', '₾|lari|ლარი'],
  ['GHS', '₵|gh₵'],
  ['HKD', 'hk$'],
  ['HUF', 'ft|forint'],
  ['IDR', 'rp|rupiah'],
  ['ILS', '₪|nis|ש״ח|ש"ח|שח'],
  ['INR', '₹|रु|रुपये|indian rupees'],
  ['INR PKR LKR NPR MUR SCR', 'rs|₨|rupee|rupees'],
  ['IQD JOD KWD BHD LYD TND DZD RSD MKD', 'din|dinar|dinars|دينار|дин|ден'],
  ['IRR OMR QAR SAR YER', 'rial|riyal|﷼|ریال|ريال'],
  ['JPY', 'jp¥|円|yen'],
  ['JPY CNY', '¥'],
  ['KHR', '៛'],
  ['KRW', '₩|원|won'],
  ['KWD', 'kd|k.d|د.ك'],
  ['KZT', '₸|тг|тенге|tenge'],
  ['LAK', '₭'],
  ['MNT', '₮'],
  ['MXN', 'mx$|mex$'],
  ['MXN ARS CLP COP CUP DOP PHP UYU', 'peso|pesos'],
  ['MYR', 'rm|ringgit'],
  ['NGN', '₦|naira'],
  ['NZD', 'nz$'],
  ['PEN', 's/|soles'],
  ['PHP', '₱'],
  ['PLN', 'zł|zl|złoty|złote|złotych'],
  ['PYG', '₲'],
  ['RON MDL', 'lei|leu'],
  ['RUB', '₽'],
  ['RUB BYN', 'руб|р|рубль|рубля|рублей|rub|rubles|roubles'],
  ['SAR', 'sr|ر.س'],
  ['SEK NOK DKK ISK', 'kr|nkr|dkr|skr|ikr|kronor|kroner'],
  ['SGD', 's$'],
  ['THB', '฿|บาท|baht'],
  ['TND', 'dt|د.ت'],
  ['TRY', '₺|tl'],
  ['TRY LBP SYP', 'lira|liras'],
  ['TWD', 'nt$'],
  ['UAH', '₴|грн|гривня|гривні|гривень|гривна|гривны|гривен|hrn|hryvnia|hryvnias'],
  ['USD', 'us$|$us|us dollar|us dollars|щ.д|доларів сша|долларов сша'],
  [
    'USD AUD CAD NZD HKD SGD TWD MXN ARS CLP COP CUP DOP UYU BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD NIO',
    '$|dollar|dollars|долар|долара|долари|доларів|доллар|доллара|доллары|долларов|دولار',
  ],
  ['UZS', 'сум|сўм'],
  ['VND', '₫|đ|vnđ|đồng|dong'],
  ['XOF XAF', 'fcfa|cfa'],
  ['ZAR', 'r|rand'],
]

const BY_WORD: ReadonlyMap<string, readonly string[]> = new Map(
  WORDS.flatMap(([currencies, words]) =>
    words.split('|').map((word) => [word, currencies.split(' ')] as const),
  ),
)

/**
 * The currencies that a word may mean, in any case and with or without a dot at its end; undefined if it means none.
 * Letters beside a sign that are not known to limit it change nothing: `UK£` is `£`.
 */
export function currenciesOf(written: string): readonly string[] | undefined {
  const word = written.replace(/(?<=[\p{L}\p{M}/])\.$/u, '').toLowerCase()
  const code = word.toUpperCase()
  return isCurrency(code) ? [code] : (BY_WORD.get(word) ?? BY_WORD.get(word.match(/\p{Sc}/u)?.[0] ?? ''))
}
