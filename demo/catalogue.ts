/** What the shop sells: one source for its pages and for its history. */

export const CATEGORIES = {
  tableware: 'Tableware',
  textiles: 'Textiles',
  clothing: 'Clothing',
  pantry: 'Pantry and home',
} as const
export type Category = keyof typeof CATEGORIES

export interface Product {
  id: string
  /** Last part of the product's address, and the name of its picture. */
  slug: string
  name: string
  category: Category
  maker: string
  /** Kopecks. */
  priceMinor: number
  blurb: string
  facts: [label: string, text: string][]
}

export const PRODUCTS: readonly Product[] = [
  {
    id: 'HL-101',
    slug: 'lastivka-jug',
    name: 'Clay jug “Lastivka”',
    category: 'tableware',
    maker: 'Opishnia workshop',
    priceMinor: 125_050,
    blurb: 'Thrown by hand from red Opishnia clay and painted with a swallow. Keeps milk cool on a hot day.',
    facts: [
      ['Volume', '1.4 l'],
      ['Height', '24 cm'],
      ['Care', 'Wash by hand'],
    ],
  },
  {
    id: 'HL-102',
    slug: 'kosiv-mug',
    name: 'Kosiv painted mug',
    category: 'tableware',
    maker: 'Kosiv pottery',
    priceMinor: 42_000,
    blurb: 'White slip, green and ochre glaze, a scratched pattern that no two mugs share.',
    facts: [
      ['Volume', '320 ml'],
      ['Height', '9 cm'],
      ['Care', 'Dishwasher safe'],
    ],
  },
  {
    id: 'HL-103',
    slug: 'petrykivka-tray',
    name: 'Petrykivka tray',
    category: 'tableware',
    maker: 'Petrykivka painters',
    priceMinor: 98_000,
    blurb: 'A lacquered lime-wood tray with flowers painted by a cat-hair brush, the Petrykivka way.',
    facts: [
      ['Diameter', '34 cm'],
      ['Material', 'Lime wood, lacquer'],
      ['Care', 'Wipe with a damp cloth'],
    ],
  },
  {
    id: 'HL-104',
    slug: 'oak-board',
    name: 'Oak serving board',
    category: 'tableware',
    maker: 'Yaremche joinery',
    priceMinor: 89_000,
    blurb: 'One piece of Carpathian oak, oiled three times. For bread, cheese and long evenings.',
    facts: [
      ['Size', '42 × 20 × 2 cm'],
      ['Material', 'Oak, linseed oil'],
      ['Care', 'Oil it twice a year'],
    ],
  },
  {
    id: 'HL-201',
    slug: 'linen-tablecloth',
    name: 'Linen tablecloth',
    category: 'textiles',
    maker: 'Zhytomyr linen',
    priceMinor: 189_000,
    blurb: 'Washed linen with a woven red border. Softer with every wash, handsome without an iron.',
    facts: [
      ['Size', '150 × 220 cm'],
      ['Material', '100 % linen'],
      ['Care', 'Machine wash at 40 °C'],
    ],
  },
  {
    id: 'HL-202',
    slug: 'linen-apron',
    name: 'Linen apron',
    category: 'textiles',
    maker: 'Zhytomyr linen',
    priceMinor: 74_000,
    blurb: 'Crossed straps, deep pockets, heavy linen that shrugs off flour.',
    facts: [
      ['Size', 'One size'],
      ['Material', '100 % linen, 260 g/m²'],
      ['Care', 'Machine wash at 60 °C'],
    ],
  },
  {
    id: 'HL-203',
    slug: 'wool-blanket',
    name: 'Carpathian wool blanket',
    category: 'textiles',
    maker: 'Yavoriv weavers',
    priceMinor: 345_000,
    blurb: 'A lizhnyk: woven on a wooden loom, then felted under a waterfall. Heavy, warm, for a lifetime.',
    facts: [
      ['Size', '140 × 200 cm'],
      ['Material', '100 % sheep wool'],
      ['Care', 'Air it, do not wash it'],
    ],
  },
  {
    id: 'HL-301',
    slug: 'embroidered-shirt',
    name: 'Embroidered shirt',
    category: 'clothing',
    maker: 'Reshetylivka embroidery',
    priceMinor: 268_000,
    blurb: 'A vyshyvanka of thin linen with a geometric pattern in red and black.',
    facts: [
      ['Sizes', 'S to XXL'],
      ['Material', '100 % linen'],
      ['Care', 'Delicate wash at 30 °C'],
    ],
  },
  {
    id: 'HL-302',
    slug: 'wool-socks',
    name: 'Wool socks',
    category: 'clothing',
    maker: 'Verkhovyna knitters',
    priceMinor: 29_000,
    blurb: 'Knitted from undyed mountain wool with a striped cuff. The floor may be cold, the feet may not.',
    facts: [
      ['Sizes', '36 to 45'],
      ['Material', '90 % wool, 10 % polyamide'],
      ['Care', 'Wash by hand'],
    ],
  },
  {
    id: 'HL-401',
    slug: 'buckwheat-honey',
    name: 'Buckwheat honey',
    category: 'pantry',
    maker: 'Poltava apiary',
    priceMinor: 26_500,
    blurb: 'Dark, malty and strong. From one apiary among buckwheat fields.',
    facts: [
      ['Weight', '700 g'],
      ['Harvest', 'This summer'],
      ['Keep', 'Dry and dark, up to 2 years'],
    ],
  },
  {
    id: 'HL-402',
    slug: 'mountain-tea',
    name: 'Mountain herb tea',
    category: 'pantry',
    maker: 'Rakhiv herbs',
    priceMinor: 18_550,
    blurb: 'Thyme, willowherb, St John’s wort and wild raspberry leaf, picked above a thousand metres.',
    facts: [
      ['Weight', '80 g'],
      ['Cups', 'About 40'],
      ['Keep', 'Dry, up to 18 months'],
    ],
  },
  {
    id: 'HL-403',
    slug: 'beeswax-candles',
    name: 'Beeswax candles',
    category: 'pantry',
    maker: 'Poltava apiary',
    priceMinor: 34_000,
    blurb: 'Three hand-rolled candles of pure beeswax. They burn slowly and smell of summer.',
    facts: [
      ['Set', '3 candles'],
      ['Burning time', '7 hours each'],
      ['Material', '100 % beeswax'],
    ],
  },
]

const bySlug = new Map(PRODUCTS.map((product) => [product.slug, product]))

/** The product of a slug, or undefined when there is none. */
export const findProduct = (slug: string): Product | undefined => bySlug.get(slug)

export const productPath = (product: Product): string => `/product/${product.slug}`
export const categoryPath = (category: string): string => `/category/${category}`
