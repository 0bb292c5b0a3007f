/** What `GET /e` says of where a visitor is. A page asks for consent if it is empty, or a region whose default is `denied`. */
import { expect, test } from 'vitest'
import { placeOf } from '../../worker/ingest/placeOf.ts'

test.each([
  [{ country: 'US', regionCode: 'CA' }, 'US-CA'],
  [{ country: 'DE' }, 'DE'],
  [{ country: 'DE', regionCode: null }, 'DE'],
  [{ country: 'XX' }, ''],
  [{ country: 'T1' }, ''],
  [{ country: 'T1', regionCode: 'BE' }, ''],
  [{ regionCode: 'CA' }, ''],
  [{ country: null, regionCode: 'CA' }, ''],
  [{}, ''],
  [undefined, ''],
])('%j: %j', (origin, place) => {
  expect(placeOf(origin)).toBe(place)
})
