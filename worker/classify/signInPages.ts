/**
 * Sign-in pages. They are ignored as referrers, because a visitor only passes through them and comes back.
 *
 * A host stands for itself and its subdomains, `host.*` for the host under any national suffix, and `*.host` only for its
 * subdomains: the site of the company that makes the sign-in may recommend a shop.
 */
export const SIGN_IN = `
  accounts.google.* accounts.youtube.com myaccount.google.com
  appleid.apple.com idmsa.apple.com account.apple.com
  login.microsoftonline.com login.microsoftonline.us login.microsoftonline.de login.partner.microsoftonline.cn
  login.microsoft.com login.windows.net sts.windows.net login.live.com account.live.com account.microsoft.com
  b2clogin.com ciamlogin.com amazoncognito.com *.auth0.com auth0app.com *.okta.com oktapreview.com okta-emea.com
  okta-gov.com *.onelogin.com *.pingone.com pingone.eu pingone.asia pingone.ca *.pingidentity.com pingidentity.cloud
  *.duosecurity.com *.jumpcloud.com *.frontegg.com accounts.dev authkit.app *.workos.com *.stytch.com *.descope.com *.kinde.com
  *.logto.app *.fusionauth.io magic.link *.gigya.com hub.loginradius.com janraincapture.com miniorange.com *.zitadel.cloud
  cloudflareaccess.com authing.cn
  oauth.telegram.org
  id.vk.com id.vk.ru oauth.vk.com oauth.vk.ru login.vk.com login.vk.ru connect.ok.ru
  auth.mail.ru account.mail.ru connect.mail.ru oauth.mail.ru o2.mail.ru
  passport.yandex.* oauth.yandex.* id.yandex.* sso.yandex.ru sso.ya.ru sso.passport.yandex.ru autofill.yandex.ru
  kauth.kakao.com accounts.kakao.com logins.daum.net access.line.me account.line.biz account.line.me
  nid.naver.com login.yahoo.* api.login.yahoo.* login.yahoo.co.jp auth.login.yahoo.co.jp
  accounts.shopify.com identity.myshopify.com account.amazon.com api.amazon.com
  open.weixin.qq.com graph.qq.com ptlogin2.qq.com passport.weibo.com passport.weibo.cn login.sina.com.cn
  openapi.baidu.com passport.baidu.com wappass.baidu.com auth.alipay.com openauth.alipay.com login.taobao.com
  oauth.taobao.com passport.jd.com oauth.zaloapp.com id.zalo.me
  id.atlassian.com auth.atlassian.com login.salesforce.com accounts.spotify.com api.twitter.com api.x.com
  id.tinkoff.ru id.tbank.ru id.sber.ru esia.gosuslugi.ru login.mts.ru
  id.gov.ua id.bank.gov.ua bankid.org.ua diia.gov.ua bankid.com login.gov api.id.me digid.nl itsme.be mitid.dk nemid.nu
  smart-id.com franceconnect.gouv.fr idp.fido.gov singpass.gov.sg giris.turkiye.gov.tr
`

/** A label below a registered domain that marks its sign-in: `login.partner.example`, `sso-eu.partner.example`. */
export const SIGN_IN_LABEL =
  /^(?:log-?[io]n|sign-?in|sso|oauth2?|auth\d*|oidc|openid|idp|saml2?|adfs|sts|accounts?|passport|identity)(?:-[a-z0-9]+)*$/

/**
 * A path that marks the sign-in of a site that does other things, too: `www.facebook.com/v21.0/dialog/oauth`. Words such as
 * `oauth` and `login` mark it only as the first or the last part: an article may be about them.
 */
export const SIGN_IN_PATH = new RegExp(
  [
    '^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:(?:i|o|v\\d+|api|apps|login|services|(?:v\\d+(?:\\.\\d+)?/)?dialog)/)?(?:oauth\\w*|openid(?:-connect)?|oidc|saml\\d?|adfs|authori[sz]e|authentication/\\d+|log-?in|sign[-_]?in)(?:[/.]|$)',
    '^/(?:ap/signin|__/auth/|\\d{5,}/(?:account|auth)(?:/|$)|connect/(?:qrconnect|oauth2|authorize)|auth/realms/)',
    '/protocol/openid-connect/|/oauth2?/(?:\\w+/)?authori[sz]e(?:/|$)',
    '/(?:log-?in|sign[-_]?in)(?:\\.[a-z]{2,5})?/?$',
  ].join('|'),
  'i',
)
