/** The types of the page's texts. */

/** The forms of a counted text by Intl's plural category. A language has the categories of its own plural rules. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** The English texts of a feature by key: plain, or counted. */
export type Texts = Record<string, string | Plural>

/** The same texts in another language: every key, plain or counted as in English. */
export type Translation<English> = { [Key in keyof English]: English[Key] extends string ? string : Plural }

/** The names of the API's values in another language. */
export type NameTranslation<English> = { [Kind in keyof English]: Record<keyof English[Kind], string> }
