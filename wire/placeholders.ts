/** The words of ids that say that there is none (`isPlaceholder`), in lower case. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Each of them alone, or with other words of this file. */
export const MISSING = words(`
  undefined null nil none nan noone na void infinity true false object
  guest guests anonymous anon unknown unauthenticated unregistered unidentified unauthorized empty blank missing default
  no not id uid userid guid uuid user users customer customers visitor visitors client clients member members shopper
  гість гостя гость аноним анонім анонимный анонімний анонимно анонімно неизвестно невідомо пользователь користувач покупець покупатель
  gast invité invite invitado invitada ospite convidado convidada gość misafir gäst vieras gjest gæst
  anonyme anonym anónimo anonimo anônimo anoniem unbekannt inconnu desconocido desconhecido sconosciuto nieznany nulo nulle
  ゲスト 匿名 游客 访客 訪客 게스트 익명
`)

/** Only next to one of those. */
export const NEXT_TO_MISSING = words(`
  a an the is of in out set yet logged log signed sign login registered available applicable known defined provided specified
  loggedin signedin assigned found given present account checkout session web site website name value string
`)

/** MD5, SHA-1 and SHA-256 of nothing, and of `0`, `null`, `undefined`, `guest` and `anonymous`. */
export const HASHED = words(`
  d41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709
  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  cfcd208495d565ef66e7dff9f98764da b6589fc6ab0dc82cf12099d1c2d40ab994e8410c
  5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9
  37a6259cc0c1dae299a7866489dff0bd 2be88ca4242c76e8253ac62474851065032d6833
  74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b
  5e543256c480ac577d30f76f9120eb74 d5d4cd07616a542891b7ec2d0257b3a24b69856e
  eb045d78d273107348b0300c01d29b7552d622abbc6faf81b3ec55359aa9950c
  084e0343a0486ff05530df6c705c8bb4 35675e68f4b5af7b995d9205ad0fc43842f16450
  84983c60f7daadc1cb8698621f802c0d9f9a3c3c295c810748fb048115c186ec
  294de3557d9d00b3d2d8a1e6aab028cf 0a92fab3230134cca6eadd9898325b9b2ae67998
  2f183a4e64493af3f377f745eda502363cd3e7ef6e4d266d444758de0a85fcc8
`)
