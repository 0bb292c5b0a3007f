/**
 * The parser's systems, in small letters → the names that people know. The parser reports most names as the user agent spells them:
 * `WEBOS`, `webOS`, `WebOS`.
 */
export const SYSTEM_NAMES: Record<string, string> = {
  'mac os': 'macOS',
  macos: 'macOS',
  ios: 'iOS',
  'chromium os': 'Chrome OS',
  'chrome os': 'Chrome OS',
  android: 'Android',
  'android-x86': 'Android',
  windows: 'Windows',
  'windows mobile': 'Windows Phone',
  'windows phone': 'Windows Phone',
  'windows phone os': 'Windows Phone',
  kaios: 'KaiOS',
  webos: 'webOS',
  tizen: 'Tizen',
  bada: 'Bada',
  blackberry: 'BlackBerry',
  'rim tablet os': 'BlackBerry',
  harmonyos: 'HarmonyOS',
  openharmony: 'HarmonyOS',
  maemo: 'Maemo',
  meego: 'MeeGo',
  sailfish: 'Sailfish OS',
  symbian: 'Symbian',
  series40: 'Series40',
  playstation: 'PlayStation',
  nintendo: 'Nintendo',
  xbox: 'Xbox',
  viera: 'Viera',
  // Portals of televisions, which run on Linux.
  netrange: 'Linux',
  nettv: 'Linux',
}
