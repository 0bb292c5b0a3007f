/** The parts of a page's address, with its parameters as they are written. Read from the text: it need not be a valid URL. */

/**
 * `&` as HTML writes it, left in a link: `&amp;`, `&#038;`, `&#x26;`, also without the first `&` and with `;` or `#`
 * percent-encoded. A mail tool or a blog has escaped the link once too often. `%26amp%3B` in a value is only meant as `&`
 * where another campaign parameter follows.
 */
const AMPERSAND =
  /([?&#])(?:amp(?:;|%3B))+|%26(?:amp(?:;|%3B))+(?=(?:utm|mtm|pk)_\w+=)|&?(?:#|%23)(?:0*38|x0*26)(?:;|%3B)/gi

/** The `?` of a campaign that was added to an address with a query: `?id=7?utm_source=…`. */
const SECOND_MARK = /\?(?=(?:utm|mtm|pk)_\w+=)/i
/** A campaign that was encoded as a whole: `utm_source%3Dfb%26utm_medium%3Dcpc`. */
const ENCODED_CAMPAIGN = /^(?:utm|mtm|pk)_\w+%(?:25)*3D/i
const ENCODED_AND = /%(?:25)*26(?=(?:utm|mtm|pk)_\w+%)/i

/** What is not visible: characters that Unicode says to ignore, and the marks of interlinear notes. */
export const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu

interface AddressParts {
  /** Up to the query, without a user name and a password. */
  path: string
  /** The parameters of the query: `name=value`. */
  query: string[]
  /** The parameters in the fragment, also after a route (`#/cart?utm_source=…`). */
  inFragment: string[]
  /** The fragment up to its first parameter, with `#`; empty if it has only parameters. */
  fragment: string
}

export function addressParts(address: string): AddressParts {
  const url = address.replace(AMPERSAND, (_, mark?: string) => mark ?? '&')
  const hash = url.indexOf('#')
  const page = hash < 0 ? url : url.slice(0, hash)
  const mark = page.indexOf('?')
  const pieces = hash < 0 ? [] : url.slice(hash + 1).split(/[?&#]/)
  const [first = '', ...rest] = pieces
  const hasRoute = !/^[^/=]+=/.test(first)
  return {
    path: (mark < 0 ? page : page.slice(0, mark)).replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1'),
    query:
      mark < 0
        ? []
        : page
            .slice(mark + 1)
            .split('&')
            .flatMap(separate),
    inFragment: hasRoute ? rest : pieces,
    fragment: hasRoute && first ? `#${first}` : '',
  }
}

/** The parameters of what is written as one. The query of an address in a value (`back=/cart?utm_source=menu`) stays. */
function separate(parameter: string): string[] {
  if (ENCODED_CAMPAIGN.test(parameter))
    return parameter.split(ENCODED_AND).map((one) => one.replace(/%(?:25)*3D/i, '='))
  const parts = parameter.split(SECOND_MARK)
  return parts[0]!.includes('/') ? [parameter] : parts
}

/** The name of a parameter, in lower case and without invisible characters. */
export function nameOf(parameter: string): string {
  const end = parameter.indexOf('=')
  const name = (end < 0 ? parameter : parameter.slice(0, end)).toLowerCase()
  if (!name.includes('%')) return name
  try {
    return decodeURIComponent(name).replace(INVISIBLE, '').toLowerCase()
  } catch {
    return name
  }
}

/** The value of a parameter as it is written. */
export function rawValueOf(parameter: string): string {
  const end = parameter.indexOf('=')
  return end < 0 ? '' : parameter.slice(end + 1)
}
