/**
 * Texts in the user agents of people in which isbot finds one of its words: names of devices and apps. They are taken out before
 * isbot is asked, so that a program is still recognised by the rest.
 */
export const LOOKALIKES: RegExp[] = [
  // The comment that names a phone: isbot knows no bot by its phone, but many phones by a word: Cubot, Discovery, Radar, a scanner.
  /\((?:[^()]|\([^()]*\))*\b(?:Andr[o0]id[ /]\d|Windows Phone|\d+dpi;)(?:[^()]|\([^()]*\))*\)/g,
  /\bSogou(?:MobileBrowser|MSE|Search|Explorer|Input|App)\w*/g,
  /\bGoogle(?:TV|PlayStore|PlayServices|Toolbar\w*|Assistant|Maps)\b/g,
  /\bJava(?:Platform|FX)\//g,
  /\bTrip ?Advisor\b/gi,
  /\bCubot\w*/gi,
  /\bHybrid\(\)/g,
  /(?<=\bbrave\/.*)\bElectron\/[\d.]+/gi,
  // Apps for reading and finding, on a phone: `NewsArticle/7.4.3`, `Flightradar24/9.1`, `QRScanner/2`.
  /(?:news|radar|catch|discovery|scan|grab|library)\w*\/v?\d[\w.]*(?<=\((?:iPhone|iPad|iPod|Linux|Android)\b.*)/gi,
]

/** Such a comment is kept: it names a program next to the phone. */
export const NAMES_A_PROGRAM = /compatible; (?!MSIE)|https?:|www\.|@|bots?[-\w]*\/|crawl|spider[/;]/i
