/**
 * Programs that isbot does not know and that look like a browser: they begin with `Mozilla/`. Parts of a regular expression, each
 * the whole of a word in the user agent. A program that does not begin like a browser needs no entry: `isBot.ts` knows it by that.
 */
const NAMES = [
  // Test drivers, simulated browsers, and what draws a page as an image or as PDF.
  'electron|puppeteer|nightmare|webdriver|slimerjs|casperjs|phantomas|testcafe|zombie|htmlunit|jsdom|happy-?dom|browserless',
  'wkhtmlto(?:pdf|image)|webkit2\\w+|cutycapt|weasyprint|browsershots?|webthumbnail|junglekeythumbnail|pagepeeker|thumbalizr|urlbox',
  'prerender|rendertron|browserstack|saucelabs|lambdatest|browsermob',
  // What measures pages, or looks whether they are there.
  'lighthouse|gtmetrix|ylt|miniature\\.io|checkly|new ?relic\\w*|tsm-turingos[-\\w]*|webpagetest|ptst|debugbear|catchpoint|ruxit\\w*',
  'dynatrace\\w*|datadog\\w*|thousandeyes|site24x7|HLB|360JK|yunjiankong|uptrends|uptime(?:-kuma|robot|bot)?(?=/)|uptimia|nodeping',
  'hetrixtools|freshping|alertsite|gomez\\w*|zabbix|nagios|icinga|prtg|sematext|checkhost|smartbear|ohdear\\.app|netlyzer|munin',
  // What audits a site: its search engine optimisation, its accessibility, its holes.
  'siteimprove|sitebulb|seobility|seokicks|seolyt|woorank\\w*|contentking|screaming frog|hypestat|morningscore|barkrowler|marketgoo',
  'assetnote|detectify|qualys|nessus|acunetix|burp|zap(?=/)|zaproxy|nuclei|nikto|sqlmap|wpscan|arachni|gobuster|dirbuster|ffuf|nmap',
  'masscan|zgrab|netcraft\\w*|leakix|l9explore|l9tcpid|probely|recordedfuture|virustotal\\w*|sucuri|con_aff|keeper|barracuda sentinel',
  'cms-experiment|project-resonance|2gdpr|ssl ?labs|tlsprobe|netsystemsresearch',
  // Assistants and collectors of artificial intelligence that send no word such as "bot".
  '[a-z]+(?:ai)?-user(?=/)|claude-web|chatgpt-browser|anthropic(?:-ai)?|cohere(?:-ai|-command)|gemini-deep-research|novaact',
  'amazonbuyforme|mistralai-\\w+|devin(?=/)|firecrawl|img2dataset|imagesift|webzio(?:-extended)?|omgili|meta-(?:external|web)\\w+',
  // What fetches a link for a message, an ad or a collection of links.
  'facebook(?:externalhit|externalua|catalog|platform|scraper)|facebot|com\\.(?:zhiliaoapp|ss)\\.[\\w.]+|snapchatads|adwords-\\w+|ms-office|msoffice',
  'embedly|iframely|muckrack|pocket(?:parser|imagecache)|hatena\\w*|cardyb|mastodon|friendica|github-camo|opengraph\\.io|presearch',
  'proximic|admantx|weborama-fetcher|grapeshot|adbeat|adauth|clickagy|dataxu|bidtellect|brandverity|ias[-_]\\w+|ttd-content|ezooms',
  // Tools of the command line and libraries that call themselves Mozilla.
  '(?:windows)?powershell|invoke-webrequest|winhttp\\S*|scrapy|colly|apachebench|k6(?=/)|jmeter|gatling|locust|sitesucker|heritrix|simplepie',
]

/** Code in the place of a name: attempts to break into whatever stores or shows user agents. */
const CODE =
  '\\$\\{|<\\?|<\\w|\\.\\./|\\{\\{|/etc/|\\b(?:union|select|sleep|waitfor|benchmark|concat|eval|chr|char)\\b *[(/+]|\\bor +\\d+ *=|[\'"] *(?:and|or|--)'

export const PROGRAMS = new RegExp(`(?<![\\w-])(?:${NAMES.join('|')})(?![\\w-])|${CODE}`, 'i')
