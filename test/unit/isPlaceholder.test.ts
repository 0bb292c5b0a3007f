import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isPlaceholder } from '../../wire/isPlaceholder.ts'

const PLACEHOLDERS = [
  ...[
    '',
    ' ',
    '0',
    '00',
    '000000',
    '0.0',
    '-0',
    '+0',
    '-1',
    '-1.0',
    '-',
    '--',
    '.',
    '?',
    '""',
    '{}',
    '[]',
    '()',
  ],
  ...[
    'undefined',
    'null',
    'nil',
    'none',
    'NaN',
    'nan',
    'N/A',
    'n.a.',
    'na',
    'true',
    'false',
    'Infinity',
    '-Infinity',
  ],
  ...[
    'guest',
    'Guest',
    'GUEST USER',
    'guest_user',
    'guestUser',
    'guest-checkout',
    'anonymous',
    'Anonymous User',
    'anon',
  ],
  ...[
    'unknown',
    '(unknown)',
    'unknown_user',
    '(not set)',
    'not_set',
    'notSet',
    'not logged in',
    'NotLoggedIn',
    'Not-Logged-In',
    'no user',
  ],
  ...['[object Object]', '[object Undefined]', '[object Null]', 'object', 'undefined undefined', 'null null'],
  ...[
    'user_undefined',
    'user:null',
    'customer-null',
    'uid=undefined',
    'user',
    'customer',
    'visitor',
    'user_id',
    'default',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '{00000000-0000-0000-0000-000000000000}',
  ],
  ...[
    '{{user.id}}',
    '{{ user_id }}',
    '{user_id}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text itself
    '${user.id}',
    '%USER_ID%',
    '__uid__',
    '<%= user.id %>',
    '*|EMAIL|*',
    '[user_id]',
  ],
  ...['d41d8cd98f00b204e9800998ecf8427e', 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855'],
  ...[
    'гость',
    'Гість',
    'анонім',
    'gast',
    'Invité',
    'anónimo',
    '游客',
    'ゲスト',
    'ｇｕｅｓｔ',
    '\u200bguest\u200b',
    ' 0\u00a0',
  ],
]

const IDS = [
  ...[
    '1',
    '10',
    '42',
    '007',
    '-12',
    '0001',
    '100000',
    '3.14',
    'a',
    'A0',
    'x-0',
    'v0',
    'user-0',
    'visitor-1',
    'guest-17',
    'u1',
  ],
  ...[
    'olena',
    'inna',
    'hosting',
    'annotate',
    'nobody',
    'test',
    'admin',
    'Nullman',
    'annone',
    'anna',
    'ian',
    'ignat',
    'userx',
    'idris',
    'noel',
    'Ona',
    'Nani',
  ],
  ...[
    'user@shop.example',
    'guest@shop.example',
    'no-reply@shop.example',
    'user 12',
    'customer_7a',
    'client:8',
    'default-9',
  ],
  ...[
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    '{3F2504E0-4F89-41D3-9A0C-0305E82C3301}',
    'gid://shopify/Customer/7',
  ],
  ...[
    '{"id":42}',
    '<42>',
    '%7Babc1%7D',
    '__u1__',
    '17958412345671000.123',
    '№5',
    'дмитро',
    '王伟',
    'd41d8cd98f00b204e9800998ecf8427f',
  ],
]

it.each(PLACEHOLDERS)('takes %j for a placeholder', (text) => expect(isPlaceholder(text)).toBe(true))

it.each(IDS)('takes %j for an id', (text) => expect(isPlaceholder(text)).toBe(false))

it('makes no difference by case, or by spaces and quotes around', () => {
  const around = fc.stringMatching(/^[ \t"'()[\]]{0,3}$/)
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACEHOLDERS, ...IDS),
      around,
      around,
      fc.boolean(),
      (text, before, after, isUpper) => {
        const wrapped = `${before}${isUpper ? text.toUpperCase() : text}${after}`
        if (IDS.includes(text)) expect(isPlaceholder(wrapped)).toBe(false)
        else if (/^[\p{L} _]+$/u.test(text)) expect(isPlaceholder(wrapped)).toBe(true)
      },
    ),
  )
})

it('never takes the ids that the script, a shop or a database counts up for placeholders', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), fc.integer({ min: 1 }).map(String), fc.emailAddress()), (id) => {
      fc.pre(!/^0|^f{8}/.test(id))
      expect(isPlaceholder(id)).toBe(false)
    }),
  )
})

it.each(['__', '{{a', '{{a.', '<%a ', 'guest', 'n'])(
  'reads a long text that begins with %s in linear time',
  (begin) => {
    const started = performance.now()
    for (const part of ['_', '.', ' ', '-', 'a_', 'a ', 'guest', 'id', 'n', '{', '%', '$'])
      isPlaceholder(`${begin}${part.repeat(20_000)}1`)
    expect(performance.now() - started).toBeLessThan(1000)
  },
)
