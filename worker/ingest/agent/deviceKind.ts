export type DeviceKind = 'desktop' | 'mobile' | 'tablet' | 'tv' | 'console' | 'wearable' | 'other'

/**
 * Words of a user agent that say what kind of device it is, whatever else it says: televisions claim to be phones, and their makers
 * make phones, too. The first that is found counts.
 */
const KINDS: [kind: DeviceKind, words: RegExp][] = [
  [
    'console',
    /\bplaystation\b|\((?:PS[2-5]|PSP)\b|sony_tv;ps5|\bxbox|\bnintendo\b|; Switch\)|\bouya\b|\bgamepad\d?\b|\bretroid\b|\banbernic\b|\bayaneo\b|\bsteam ?deck\b|dreamcast|segasaturn|aplix_sanyo|JXD_S\d|; SHIELD(?: Build|\))/i,
  ],
  [
    'wearable',
    // Watches; then glasses. SM-R… are Samsung's watches.
    /\bwatch ?os\b|\bwatch\d+,\d+|\bwear ?os\b|\bSM-R\d{3}|[;(] ?[^;()]*(?:\bwatch(?:\b|\d)|[a-z](?:Watch|watch)\b|WATCH\b|\bgear (?:live|s\d|fit)|moto 360|\brunIQ\b|\bgalaxy gear|\bgear \d|\bSM-V700|\bopwwe\d|\bow(?:19|20)we?\d)|\bamazfit\b|\bLEO-(?:BX|DLX)\w*|\bKW(?:88|98|99)\b|\boculus|; ?quest(?:\)| (?:\ds?|pro)(?: build|\)))|\bmobile VR\b|\bVR Safari|\bpico ?(?:neo|g\d|\d|browser)|\bvive\b|\bglass \d|\bwolvic\b/i,
  ],
  [
    'other',
    // Screens in cars, on refrigerators and on kitchen shelves.
    /\btesla\/|qtcarbrowser|\bAEO[A-Z]{2,}\b|\bfamily ?hub\b|\bnest hub\b|\(Fuchsia\).*crkey/i,
  ],
  [
    'tv',
    /\bhbbtv\b|\bsmart[-_ ]?tv|smarttv|\bnetcast\b|\bnettv\b|\bnetrange|\bweb0s\b|webos\.tv|\bvidaa\b|\bbravia\b|\bviera\b|\baquos-?tv|\bandr0id\b|\bandroid ?tv\b|\bgoogle ?tv\b|\bapple ?tv|\btvos\b|\broku|\bcrkey\b|\bchromecast\b|\bfire ?tv|[; ]AFT[A-Z]\w*(?= Build|[;)])|\bdtv\w*|\bopera tv\b|\blg simplesmart|\blg browser\/|\bespial\b|\bantgalio\b|\binettvbrowser\b|\bkylo\/|\bwebtv\/|\bmaple(?:_20|[;/])|\bomi\/\d|\blativu|\bce-html\b|\bdlnadoc\b|\bpov_tv\b|\btsbnettv|\b(?:phil|philips|swtv|mi)tv\b|\bmi ?box\b|\bset-?top|\bstb\d*\b|\bhisense\b.*\bmodel\/|\bCobalt\/|(?<![a-z])[hgadui]?tv(?=[\d_ );/.-]|$)|;[^;()/]*(?<!pc)box\b|\b(?:streaming|media|tv|fire) ?stick\b|\bKDL-\d|\bNexus Player\b|\bADT-\d|\bNSZ-GS\d|\b(?:h96|hk1|x96|t95|mxq|mecool|vontar|minix|beelink|ugoos|tanix|evpad)|\bsmart ?box\b|\bxfinity\b|\btivo\b|\bSHIELD Android/i,
  ],
  // A laptop on which apps for Android run.
  ['desktop', /\bchromebook\b/i],
  // Facebook's app without a browser's name.
  ['tablet', /^[^(]*\[FBAN\/.*\bFBID\/tablet\b/],
  ['mobile', /^[^(]*\[FBAN\//],
  // `BeyondTV2`, `TDTV65BS06U`; and the size in inches: `TF-LED50S25`, `43LF7202T`, `40LEX-7257`.
  [
    'tv',
    /[a-z]TV(?=[\d_ );.-]|$)|\b[A-Z]{0,2}TV\d\d(?!\d)|-LED[2-8]\d|; [2-8]\d[A-Z]{1,5}-?\d{3}[\w-]*(?= Build|[);])/,
  ],
  [
    'mobile',
    // Phones of the time before apps, which may not even have an operating system with a name.
    /\bMIDP\b|\bCLDC\b|\bJ2ME\b|\bBREW\b|\bObigo|\bUP\.(?:Browser|Link)|\bUCWEB|\bJUC ?\(|\bDoCoMo|\bKDDI-|\bJ-PHONE|\bSoftBank\b|\bOpera Mini\b|\bbada\b|\bseries ?[46]0\b|\bsymbian|\bMAUI[ _](?:WAP|runtime)|\bTizen\b(?!.*\bTV\b).*\bmobile\b|^(?:Nokia|SonyEricsson|BlackBerry|SAMSUNG|SEC-|SIE-|LGE?[-_]|MOT-|PANTECH|SAGEM|ALCATEL|HTC[-_]|HUAWEI|ZTE|PHILIPS|Vodafone|Palm)|^Instagram [\d.]+ Android/i,
  ],
  ['tablet', /\bkindle\b|\bkobo\b|\bnook\b(?! browser)|\bpocketbook\b|\bplaybook\b|\bhp-tablet\b/i],
]

/** What these are is known without its words: an app that is called `SkyTV` makes no television of an iPhone. */
const KNOWN = /[(;] ?(?:iPhone|iPad|iPod|Windows NT|Macintosh)\b/
const XBOX = /\bxbox/i

/** What the words of a user agent say about its device; null if they say nothing. */
export function deviceKind(agent: string): DeviceKind | null {
  if (KNOWN.test(agent)) return XBOX.test(agent) ? 'console' : null
  return KINDS.find(([, words]) => words.test(agent))?.[0] ?? null
}
