export type DeviceKind = 'desktop' | 'mobile' | 'tablet' | 'tv' | 'console' | 'wearable' | 'other'

/** One pattern that is found where any of these is; capital and small letters count the same. */
const anyOf = (...words: RegExp[]) => new RegExp(words.map(({ source }) => source).join('|'), 'i')

/** Such words in the name of the device: in the comment behind the system, before the browser. */
const inName = (...words: RegExp[]) => new RegExp(`[;(] ?[^;()/]*(?:${anyOf(...words).source})`, 'i')

/**
 * Words of a user agent that say what kind of device it is, whatever else it says: televisions claim to be phones, and their makers
 * make phones, too. The first that is found counts.
 */
export const DEVICE_WORDS: [kind: DeviceKind, words: RegExp][] = [
  [
    'console',
    anyOf(
      /\bplaystation\b/,
      /\((?:PS[2-5]|PSP)\b/,
      /sony_tv;ps5/,
      /\bxbox/,
      /\bnintendo\b|; Switch\)/,
      /\bsteam ?deck\b/,
      /; SHIELD(?: Build|\))/,
      /\bouya\b|\bgamepad\d?\b|\bretroid\b|\banbernic\b|\bayaneo\b|JXD_S\d/,
      /dreamcast|segasaturn|aplix_sanyo/,
    ),
  ],
  // Watches. SM-R… are Samsung's, LEO-… and KW… others'.
  ['wearable', anyOf(/\bwatch ?os\b/, /\bwear ?os\b/, /\bwatch\d+,\d+/, /\bSM-R\d{3}/, /\bamazfit\b/)],
  ['wearable', anyOf(/\bLEO-(?:BX|DLX)\w*/, /\bKW(?:88|98|99)\b/, /\bSM-V700/)],
  [
    'wearable',
    inName(/watch(?:\b|\d)/, /\bgear (?:live|s\d|fit|\d)/, /\bgalaxy gear/, /moto 360/, /\brunIQ\b/),
  ],
  ['wearable', inName(/\bopwwe\d/, /\bow(?:19|20)we?\d/)],
  // Glasses.
  [
    'wearable',
    anyOf(
      /\boculus/,
      /; ?(?:meta )?quest(?: (?:\ds?|pro))?(?: build|[;)])/,
      /\bmobile VR\b|\bVR Safari/,
      /\bpico ?(?:neo|g\d|\d|browser)/,
      /\bvive\b|\bglass \d|\bwolvic\b/,
    ),
  ],
  // Screens in cars, on refrigerators and on kitchen shelves.
  [
    'other',
    anyOf(/\btesla\/|qtcarbrowser/, /\bfamily ?hub\b/, /\bAEO[A-Z]{2,}\b/, /\bnest hub\b|\(Fuchsia\).*crkey/),
  ],
  [
    'tv',
    anyOf(
      // Standards and platforms.
      /\bhbbtv\b|\bce-html\b|\bdlnadoc\b/,
      /\bsmart[-_ ]?tv|smarttv/,
      /\bweb0s\b|webos\.tv|\bnetcast\b|\blg simplesmart|\blg browser\//,
      /\bmaple(?:_20|[;/])/,
      /\bandr0id\b|\bandroid ?tv\b|\bgoogle ?tv\b|\bcrkey\b|\bchromecast\b|\bnexus player\b|\bADT-\d/,
      /\bfire ?tv|[; ]AFT[A-Z]\w*(?= Build|[;)])/,
      /\bapple ?tv|\btvos\b|\broku|\bvidaa\b|\bxfinity\b|\btivo\b/,
      /\bnettv\b|\bnetrange|\blativu|\bCobalt\//,
      // Browsers.
      /\bopera tv\b|\bomi\/\d|\bespial\b|\bantgalio\b|\binettvbrowser\b|\bkylo\/|\bwebtv\//,
      // Makers.
      /\bbravia\b|\bKDL-\d|\bNSZ-GS\d|\bviera\b|\baquos-?tv|\bSHIELD Android|\bhisense\b.*\bmodel\//,
      /\b(?:h96|hk1|x96|t95|mxq|mecool|vontar|minix|beelink|ugoos|tanix|evpad)/,
      // Plain words.
      /\bdtv\w*|(?<![a-z])[hgadui]?tv(?=[\d_ );/.-]|$)|\b(?:phil|philips|sw|mi|tsbnet)tv/,
      /;[^;()/]*(?<!pc)box\b|\bmi ?box\b|\bset-?top|\bstb\d*\b|\b(?:streaming|media|tv|fire) ?stick\b/,
    ),
  ],
  // A laptop on which apps for Android run.
  ['desktop', anyOf(/\bchromebook\b/)],
  // Names in capital letters: `BeyondTV2`, `TDTV65BS06U`; and the size in inches: `TF-LED50S25`, `43LF7202T`, `40LEX-7257`.
  ['tv', /[a-z]TV(?=[\d_ );.-]|$)|\b[A-Z]{0,2}TV\d\d(?!\d)|-LED[2-8]\d/],
  ['tv', /; [2-8]\d[A-Z]{1,5}-?\d{3}[\w-]*(?= Build|[);])/],
  // Facebook's and Instagram's apps without a browser's name.
  ['tablet', /^[^(]*\[FBAN\/.*\bFBID\/tablet\b/],
  ['mobile', /^[^(]*\[FBAN\/|^Instagram [\d.]+ Android/],
  // Phones of the time before apps, which may not even have a system with a name.
  [
    'mobile',
    anyOf(
      /\bMIDP\b|\bCLDC\b|\bJ2ME\b|\bBREW\b|\bMAUI[ _](?:WAP|runtime)/,
      /\bbada\b|\bseries ?[46]0\b|\bsymbian|\bTizen\b(?!.*\bTV\b).*\bmobile\b/,
      /\bopera mini\b|\bUCWEB|\bJUC ?\(|\bObigo|\bUP\.(?:Browser|Link)/,
      /\bDoCoMo|\bKDDI-|\bJ-PHONE|\bSoftBank\b/,
      /^(?:Nokia|SonyEricsson|BlackBerry|SAMSUNG|SEC-|SIE-|LGE?[-_]|MOT-|PANTECH|SAGEM|ALCATEL|HTC[-_]|HUAWEI|ZTE)/,
      /^(?:PHILIPS|Vodafone|Palm)/,
    ),
  ],
  // Readers of books, and two tablets.
  ['tablet', anyOf(/\bkindle\b|\bkobo\b|\bnook\b(?! browser)|\bpocketbook\b|\bplaybook\b|\bhp-tablet\b/)],
]
