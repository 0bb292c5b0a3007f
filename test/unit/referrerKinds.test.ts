/** Kinds of referrers that no list can name one by one, each with inputs beyond the examples that are listed. */
import { describe, expect, it } from 'vitest'
import { readReferrer } from '../../worker/classify/readReferrer.ts'

const SITE = { hosts: ['*'], ignored_referrers: [] }
const read = (url: string) => readReferrer(url, 'shop.example', SITE)
const kindOf = (url: string) => {
  const referrer = read(url)
  return referrer.kind === 'site' ? (referrer.category ?? 'referral') : referrer.kind
}
const nameOf = (url: string) => {
  const referrer = read(url)
  return referrer.kind === 'site' ? referrer.source : referrer.kind
}

const each = (list: string) => list.trim().split(/\s+/)

describe('a sign-in page starts no touch', () => {
  it.each(
    each(`
    login.microsoftonline.com/common/oauth2/v2.0/authorize login.microsoftonline.us login.live.com account.live.com
    shoptenant.b2clogin.com/shoptenant.onmicrosoft.com shop.ciamlogin.com eu-west-1abc.auth.eu-west-1.amazoncognito.com
    shop.eu.auth0.com dev-123.okta.com shop.onelogin.com auth.pingone.eu shop.us.kinde.com shop.cloudflareaccess.com
    oauth.telegram.org/auth id.vk.com id.vk.ru oauth.vk.com login.vk.com connect.ok.ru account.mail.ru
    passport.yandex.ru passport.yandex.com.tr id.yandex.kz kauth.kakao.com accounts.kakao.com access.line.me
    nid.naver.com login.yahoo.com login.yahoo.co.jp api.login.yahoo.com accounts.shopify.com
    accounts.google.com accounts.google.com.ua appleid.apple.com open.weixin.qq.com graph.qq.com oauth.zaloapp.com
    login.partner.example sso.partner.example sso-eu.partner.example auth.partner.example accounts.partner.example
    identity.partner.co.uk idp.university.example signin.partner.example
    www.facebook.com/v21.0/dialog/oauth www.facebook.com/login.php m.facebook.com/login/
    www.linkedin.com/oauth/v2/authorization github.com/login/oauth/authorize discord.com/oauth2/authorize
    twitter.com/i/oauth2/authorize www.amazon.com/ap/signin shopify.com/authentication/12345/login shopify.com/59012345678/account
    keycloak.partner.example/realms/shop/protocol/openid-connect/auth shop-1.firebaseapp.com/__/auth/handler
    partner.example/login partner.example/de/login api.id.me account.id.me partner.example/account/login.aspx id.atlassian.com`),
  )('%s', (page) => {
    expect(kindOf(`https://${page}`)).toBe('sign_in')
  })

  it.each([
    ['id.pinterest.com', 'social'],
    ['id.twitch.tv', 'video'],
    ['login.tagged.com', 'social'],
    ['www.facebook.com/groups/login-helpers/posts/1', 'social'],
    ['blog.example.org/how-to-login-with-passkeys/guide', 'referral'],
    ['blog.example.org/tags/authentication', 'referral'],
    ['authors.example.org', 'referral'],
    ['loginom.example.org/', 'referral'],
    ['www.okta.com/customers/shop', 'referral'],
    ['auth0.com/blog', 'referral'],
    ['shop.id.me', 'referral'],
    ['blog.example.org/2026/account/tips', 'referral'],
  ])('but %s is %s', (page, kind) => {
    expect(kindOf(`https://${page}`)).toBe(kind)
  })
})

describe('mail', () => {
  it.each(
    each(`
    mail.google.com deref-gmx.at deref-gmx.co.uk deref-web.de deref-1und1-02.de deref-mail.com lightmailer.gmx.fr
    lightmailer-bs.gmx.net 3c-bap.web.de 3c-lxa.mail.com mailbusiness.ionos.es email.ionos.co.uk webmail.orange.fr
    orange.fr/webmail/fr_FR/inbox.html rich-v02.bluewin.ch upcmail.hispeed.ch mail.infomaniak.com
    webmail.isp.example roundcube.firm.example owa.firm.example mail2.firm.example lightmailer-eu.isp.example
    zimbra-3.firm.example squirrelmail.firm.example e-mail.firm.example exchange.firm.example posteo.de`),
  )('a webmail page is Email: %s', (page) => {
    expect(kindOf(`https://${page}`)).toBe('email')
  })

  it.each(
    each(`
    urldefense.proofpoint.com/v2/url urldefense.com/v3/__https urldefense.us nam02.safelinks.protection.outlook.com
    eur03.safelinks.protection.outlook.com gcc02.safelinks.protection.outlook.com protect-eu.mimecast.com
    protect-us.mimecast.com url.us.m.mimecastprotect.com linkprotect.cudasvc.com secure-web.cisco.com
    clicktime.symantec.com protect2.fireeye.com eu-central-1.protection.sophos.com us-west-2.protection.sophos.com
    ddec1-0-en-ctp.trendmicro.com url.avanan.click links.us1.defend.egress.com url.emailprotection.link
    link.edgepilot.com shared.outlook.inky.com linklock.titanhq.com scanmail.trustwave.com urlsand.esvalabs.com
    urldefense.firm.example safelinks.firm.example`),
  )('a host of mail security is Email: %s', (page) => {
    expect(kindOf(`https://${page}`)).toBe('email')
  })

  it.each(
    each(`
    shop.us1.list-manage.com mailchi.mp u123.ct.sendgrid.net trk.klclick.com d1.hubspotlinks.com ablink.shop-mails.example
    r20.rs6.net shop.cmail20.com links.mjt.lu`),
  )('a click counter of a mail tool is Email: %s', (page) => {
    expect(kindOf(`https://${page}`)).toBe('email')
  })
})

describe('an app', () => {
  it.each([
    ['android-app://com.samsung.android.email.provider/', 'email'],
    ['android-app://com.fsck.k9/', 'email'],
    ['android-app://com.microsoft.office.outlook/', 'email'],
    ['android-app://org.some.mailclient/', 'email'],
    ['android-app://de.isp.mail/https/shop.example', 'email'],
    ['android-app://com.amazon.avod/', 'video'],
    ['android-app://com.amazon.avod.thirdpartyclient/', 'video'],
    ['android-app://com.netflix.mediaclient/', 'video'],
    ['android-app://com.amazon.mShop.android.shopping/', 'shopping'],
    ['android-app://com.zzkko/', 'shopping'],
    ['android-app://com.facebook.katana/', 'social'],
    ['android-app://com.facebook.pages.app/', 'social'],
    ['android-app://org.telegram.messenger.web/', 'social'],
    ['android-app://com.tiktok.lite/', 'social'],
    ['android-app://org.somebody.messenger/', 'social'],
    ['android-app://com.yahoo.mobile.client.android.search/', 'search'],
    ['android-app://jp.co.yahoo.android.yjtop/', 'search'],
    ['android-app://com.openai.chatgpt/', 'ai'],
    ['ios-app://389801252/instagram/user', 'social'],
    ['ios-app://com.burbn.instagram/', 'social'],
    ['ios-app://net.whatsapp.WhatsApp/', 'social'],
    ['ios-app://com.google.Gmail/', 'email'],
    ['ios-app://com.apple.mobilemail/', 'email'],
    ['ios-app://544007664/', 'video'],
    ['android-app://com.somebody.notes/', 'referral'],
    ['android-app://com.chatterbox.notes/', 'referral'],
    ['android-app://com.dailymail.online/', 'referral'],
    ['android-app://com.royalmail.tracking/', 'referral'],
    ['android-app://com.photoshop.camera/', 'referral'],
    ['android-app://ua.somebody.barbershop/', 'referral'],
    ['android-app://com.somebody.bookshop/', 'shopping'],
    ['android-app://com.somebody.hotmail/', 'email'],
  ])('%s is %s', (url, kind) => {
    expect(kindOf(url)).toBe(kind)
  })

  it('has the source of its network', () => {
    expect(nameOf('android-app://com.facebook.katana/')).toBe('facebook')
    expect(nameOf('android-app://com.facebook.orca/')).toBe('messenger')
    expect(nameOf('android-app://com.instagram.barcelona/')).toBe('threads')
    expect(nameOf('ios-app://389801252/')).toBe('instagram')
    expect(nameOf('ios-app://com.zhiliaoapp.musically/')).toBe('tiktok')
  })
})

describe('a server of a network of many', () => {
  it.each([
    ['mastodon.technology', 'mastodon'],
    ['mastodon.uno', 'mastodon'],
    ['social.mastodon.example', 'mastodon'],
    ['mastodonapp.uk', 'mastodon'],
    ['mstdn.example', 'mastodon'],
    ['masto.ai', 'mastodon'],
    ['tooting.ch', 'mastodon'],
    ['mamot.fr', 'mastodon'],
    ['someclub.example/@olena/109522010472026374', 'mastodon'],
    ['someclub.example/@olena@mas.to/109522010472026374', 'mastodon'],
    ['pixelfed.social', 'pixelfed'],
    ['pixelfed.example.org', 'pixelfed'],
    ['photos.example/i/web/post/566214019083217305', 'pixelfed'],
    ['lemmy.example.org', 'lemmy'],
    ['diaspora.example.org', 'fediverse'],
    ['joindiaspora.com', 'fediverse'],
    ['gardeners.social', 'gardeners.social'],
  ])('is recognised by its host name or by the path of a page: %s', (page, name) => {
    expect(read(`https://${page}`)).toMatchObject({ category: 'social', source: name })
  })

  it.each([
    'diasporamagazine.example',
    'diaspora-news.example',
    'www.diaspora.gov.ie',
    'shop.example.org/@olena',
    'tootsie.example',
    'blog.example/p/olena/12',
  ])('is not %s', (page) => expect(kindOf(`https://${page}`)).toBe('referral'))
})
