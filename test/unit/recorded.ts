/**
 * Landings with the English reasons of their source, medium and channel. Programs may rely on the exact texts. A line
 * is: the landing's query ; its referrer ; the reasons of the source ; of the medium ; of the channel.
 */
const RECORDED = `
- ; - ; no campaign parameters, and no referrer ; no campaign parameters, and no referrer ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
utm_source=(direct)&utm_medium=(none) ; - ; utm_source ; utm_medium ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
utm_source=(direct)&utm_medium=(not set) ; - ; utm_source ; utm_medium ; source (direct) is one of (direct) and medium (not set) is one of (none), (not set)
utm_campaign=cross-network ; - ; no utm_source, and no referrer ; no utm_medium ; campaign cross-network contains cross-network
utm_source=google&utm_medium=cpc&utm_campaign=Q4 Cross-Network EU ; - ; utm_source ; utm_medium ; campaign Q4 Cross-Network EU contains cross-network
utm_source=ebay&utm_medium=ppc ; - ; utm_source ; utm_medium ; source ebay is a shopping site and medium ppc is a paid medium
utm_source=anything&utm_medium=retargeting&utm_campaign=shopping ; - ; utm_source ; utm_medium ; medium retargeting is a paid medium and campaign shopping names a shopping campaign
utm_source=google&utm_medium=cpc&utm_campaign=UA | Shop | Brand ; - ; utm_source ; utm_medium ; medium cpc is a paid medium and campaign UA | Shop | Brand names a shopping campaign
utm_source=google&utm_medium=cpc ; - ; utm_source ; utm_medium ; source google is a search engine and medium cpc is a paid medium
utm_source=bing&utm_medium=PPC ; - ; utm_source ; utm_medium ; source bing is a search engine and medium PPC is a paid medium
utm_source=yandex.com.tr&utm_medium=cpc ; - ; utm_source ; utm_medium ; source yandex.com.tr is a search engine and medium cpc is a paid medium
utm_source=facebook&utm_medium=retargeting ; - ; utm_source ; utm_medium ; source facebook is a social network and medium retargeting is a paid medium
utm_source=fb&utm_medium=paid_social ; - ; utm_source ; utm_medium ; source fb is a social network and medium paid_social is a paid medium
utm_source=ig&utm_medium=paid_social ; - ; utm_source ; utm_medium ; source ig is a social network and medium paid_social is a paid medium
utm_source=msg&utm_medium=paid_social ; - ; utm_source ; utm_medium ; source msg is a social network and medium paid_social is a paid medium
utm_source=an&utm_medium=paid_social ; - ; utm_source ; utm_medium ; source an is a social network and medium paid_social is a paid medium
utm_source=th&utm_medium=paid_social ; - ; utm_source ; utm_medium ; source th is a social network and medium paid_social is a paid medium
utm_source=fb&utm_medium=paid ; - ; utm_source ; utm_medium ; source fb is a social network and medium paid is a paid medium
utm_source=m.facebook.com&utm_medium=paid_social ; - ; utm_source ; utm_medium ; source m.facebook.com is a social network and medium paid_social is a paid medium
utm_source=IG&utm_medium=cpm ; - ; utm_source ; utm_medium ; source IG is a social network and medium cpm is a paid medium
utm_source=youtube.com&utm_medium=paid-something ; - ; utm_source ; utm_medium ; source youtube.com is a video site and medium paid-something is a paid medium
utm_source=youtube&utm_medium=cpv-cpc ; - ; utm_source ; utm_medium ; source youtube is a video site and medium cpv-cpc is a paid medium
utm_source=anything&utm_medium=banner ; - ; utm_source ; utm_medium ; medium banner is one of display, banner, expandable, interstitial, cpm
utm_source=youtube.com&utm_medium=Display ; - ; utm_source ; utm_medium ; medium Display is one of display, banner, expandable, interstitial, cpm
utm_source=anything&utm_medium=interstitial ; - ; utm_source ; utm_medium ; medium interstitial is one of display, banner, expandable, interstitial, cpm
utm_source=anything&utm_medium=expandable ; - ; utm_source ; utm_medium ; medium expandable is one of display, banner, expandable, interstitial, cpm
utm_source=anything&utm_medium=cpm ; - ; utm_source ; utm_medium ; medium cpm is one of display, banner, expandable, interstitial, cpm
utm_source=anything&utm_medium=cpc ; - ; utm_source ; utm_medium ; medium cpc is a paid medium
utm_medium=paid-audio ; - ; no utm_source, and no referrer ; utm_medium ; medium paid-audio is a paid medium
utm_source=Google+Shopping ; - ; utm_source ; no utm_medium ; source Google Shopping is a shopping site
utm_source=etsy ; - ; utm_source ; no utm_medium ; source etsy is a shopping site
utm_source=anything&utm_campaign=spring-shopping ; - ; utm_source ; no utm_medium ; campaign spring-shopping names a shopping campaign
utm_source=facebook ; - ; utm_source ; no utm_medium ; source facebook is a social network
utm_source=linkedin&utm_medium=referral ; - ; utm_source ; utm_medium ; source linkedin is a social network
utm_source=anything&utm_medium=social network ; - ; utm_source ; utm_medium ; medium social network is one of social, social-network, social-media, sm, social network, social media
utm_source=anything&utm_medium=sm ; - ; utm_source ; utm_medium ; medium sm is one of social, social-network, social-media, sm, social network, social media
utm_source=youtube.com ; - ; utm_source ; no utm_medium ; source youtube.com is a video site
utm_source=anything&utm_medium=instream-video ; - ; utm_source ; utm_medium ; medium instream-video contains video
utm_source=chatgpt.com ; - ; utm_source ; no utm_medium ; source chatgpt.com is an AI assistant and medium (not set) is one of (not set), (none), referral, organic, link, app
utm_source=perplexity&utm_medium=referral ; - ; utm_source ; utm_medium ; source perplexity is an AI assistant and medium referral is one of (not set), (none), referral, organic, link, app
utm_source=anything&utm_medium=ai-assistant ; - ; utm_source ; utm_medium ; medium ai-assistant is one of ai-assistant
utm_source=bing ; - ; utm_source ; no utm_medium ; source bing is a search engine
utm_source=anything&utm_medium=organic ; - ; utm_source ; utm_medium ; medium organic is one of organic
utm_source=anything&utm_medium=referral ; - ; utm_source ; utm_medium ; medium referral is one of referral, app, link
utm_source=anything&utm_medium=link ; - ; utm_source ; utm_medium ; medium link is one of referral, app, link
utm_source=anything&utm_medium=app ; - ; utm_source ; utm_medium ; medium app is one of referral, app, link
utm_source=email ; - ; utm_source ; no utm_medium ; source email is one of email, e-mail, e_mail, e mail
utm_medium=e+mail ; - ; no utm_source, and no referrer ; utm_medium ; medium e mail is one of email, e-mail, e_mail, e mail
utm_source=chatgpt&utm_medium=email ; - ; utm_source ; utm_medium ; medium email is one of email, e-mail, e_mail, e mail
utm_source=anything&utm_medium=affiliate ; - ; utm_source ; utm_medium ; medium affiliate is one of affiliate
utm_source=anything&utm_medium=audio ; - ; utm_source ; utm_medium ; medium audio is one of audio
utm_source=sms ; - ; utm_source ; no utm_medium ; source sms is one of sms
utm_medium=SMS ; - ; no utm_source, and no referrer ; utm_medium ; medium SMS is one of sms
utm_source=anything&utm_medium=web-push ; - ; utm_source ; utm_medium ; medium web-push ends with push
utm_source=anything&utm_medium=mobile-notification ; - ; utm_source ; utm_medium ; medium mobile-notification contains mobile or notification
utm_source=firebase ; - ; utm_source ; no utm_medium ; source firebase is one of firebase
utm_source=anything&utm_medium=other&utm_campaign=c ; - ; utm_source ; utm_medium ; no rule fits source anything and medium other
utm_source=newsletter ; - ; utm_source ; no utm_medium ; no rule fits source newsletter and medium (not set)
utm_campaign=winter ; - ; no utm_source, and no referrer ; no utm_medium ; no rule fits source (not set) and medium (not set)
utm_source=anything&utm_medium=emails ; - ; utm_source ; utm_medium ; no rule fits source anything and medium emails
utm_source=anything&utm_medium=organics ; - ; utm_source ; utm_medium ; no rule fits source anything and medium organics
utm_source=anything&utm_medium=affiliates ; - ; utm_source ; utm_medium ; no rule fits source anything and medium affiliates
utm_source=myfacebook&utm_medium=other ; - ; utm_source ; utm_medium ; no rule fits source myfacebook and medium other
utm_source=notgoogle.com&utm_medium=other ; - ; utm_source ; utm_medium ; no rule fits source notgoogle.com and medium other
utm_source=a&utm_medium=m&utm_campaign=workshop ; - ; utm_source ; utm_medium ; no rule fits source a and medium m
utm_source=a&utm_medium=m&utm_campaign=eshop ; - ; utm_source ; utm_medium ; campaign eshop names a shopping campaign
utm_source=a&utm_medium=prepaid ; - ; utm_source ; utm_medium ; no rule fits source a and medium prepaid
- ; https://www.google.com.ua/ ; referrer www.google.com.ua is a search engine ; referrer www.google.com.ua is a search engine ; source google is a search engine
- ; https://duckduckgo.com/ ; referrer duckduckgo.com is a search engine ; referrer duckduckgo.com is a search engine ; source duckduckgo is a search engine
- ; https://l.facebook.com/ ; referrer l.facebook.com is a social network ; referrer l.facebook.com is a social network ; source facebook is a social network
- ; https://t.co/x ; referrer t.co is a social network ; referrer t.co is a social network ; source twitter is a social network
- ; https://www.youtube.com/ ; referrer www.youtube.com is a video site ; referrer www.youtube.com is a video site ; source youtube is a video site
- ; https://www.etsy.com/ ; referrer www.etsy.com is a shopping site ; referrer www.etsy.com is a shopping site ; source etsy is a shopping site
- ; https://mail.google.com/ ; referrer mail.google.com is a webmail page ; referrer mail.google.com is a webmail page ; medium email is one of email, e-mail, e_mail, e mail
- ; https://chatgpt.com/ ; referrer chatgpt.com is an AI assistant ; referrer chatgpt.com is an AI assistant ; medium ai-assistant is one of ai-assistant
- ; https://gemini.google.com/ ; referrer gemini.google.com is an AI assistant ; referrer gemini.google.com is an AI assistant ; medium ai-assistant is one of ai-assistant
- ; android-app://com.google.android.googlequicksearchbox/ ; referrer com.google.android.googlequicksearchbox is a search engine ; referrer com.google.android.googlequicksearchbox is a search engine ; source google is a search engine
- ; https://www.blog.example.org/post ; referrer www.blog.example.org is another site ; referrer www.blog.example.org is another site ; medium referral is one of referral, app, link
- ; https://shop.example/cart ; no campaign parameters, and referrer shop.example is the site itself ; no campaign parameters, and referrer shop.example is the site itself ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://www.shop.example/ ; no campaign parameters, and referrer www.shop.example is the site itself ; no campaign parameters, and referrer www.shop.example is the site itself ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://blog.shop.example/ ; no campaign parameters, and referrer blog.shop.example is the site itself ; no campaign parameters, and referrer blog.shop.example is the site itself ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://checkout.stripe.com/c/pay ; no campaign parameters, and referrer checkout.stripe.com is a payment gateway ; no campaign parameters, and referrer checkout.stripe.com is a payment gateway ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://secure.wayforpay.com/ ; no campaign parameters, and referrer secure.wayforpay.com is a payment gateway ; no campaign parameters, and referrer secure.wayforpay.com is a payment gateway ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://acs.bank.example/3ds ; no campaign parameters, and referrer acs.bank.example is a payment gateway ; no campaign parameters, and referrer acs.bank.example is a payment gateway ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://accounts.google.com/ ; no campaign parameters, and referrer accounts.google.com is a sign-in page ; no campaign parameters, and referrer accounts.google.com is a sign-in page ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://partner.example/ ; no campaign parameters, and referrer partner.example is on the ignored list ; no campaign parameters, and referrer partner.example is on the ignored list ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; https://go.partner.example/ ; no campaign parameters, and referrer go.partner.example is on the ignored list ; no campaign parameters, and referrer go.partner.example is on the ignored list ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; about:blank ; no campaign parameters, and no referrer ; no campaign parameters, and no referrer ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
- ; not a url ; no campaign parameters, and no referrer ; no campaign parameters, and no referrer ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
gclid=AbC ; - ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
gbraid=AbC ; - ; click id gbraid implies google / cpc ; click id gbraid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
wbraid=AbC ; - ; click id wbraid implies google / cpc ; click id wbraid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
dclid=AbC ; - ; click id dclid implies google / display ; click id dclid implies google / display ; medium display is one of display, banner, expandable, interstitial, cpm
gad_source=AbC ; - ; click id gad_source implies google / cpc ; click id gad_source implies google / cpc ; source google is a search engine and medium cpc is a paid medium
msclkid=AbC ; - ; click id msclkid implies bing / cpc ; click id msclkid implies bing / cpc ; source bing is a search engine and medium cpc is a paid medium
yclid=AbC ; - ; click id yclid implies yandex / cpc ; click id yclid implies yandex / cpc ; source yandex is a search engine and medium cpc is a paid medium
ttclid=AbC ; - ; click id ttclid implies tiktok / paid_social ; click id ttclid implies tiktok / paid_social ; source tiktok is a social network and medium paid_social is a paid medium
twclid=AbC ; - ; click id twclid implies twitter / paid_social ; click id twclid implies twitter / paid_social ; source twitter is a social network and medium paid_social is a paid medium
li_fat_id=AbC ; - ; click id li_fat_id implies linkedin / paid_social ; click id li_fat_id implies linkedin / paid_social ; source linkedin is a social network and medium paid_social is a paid medium
rdt_cid=AbC ; - ; click id rdt_cid implies reddit / paid_social ; click id rdt_cid implies reddit / paid_social ; source reddit is a social network and medium paid_social is a paid medium
epik=AbC ; - ; click id epik implies pinterest / paid_social ; click id epik implies pinterest / paid_social ; source pinterest is a social network and medium paid_social is a paid medium
sccid=AbC ; - ; click id sccid implies snapchat / paid_social ; click id sccid implies snapchat / paid_social ; source snapchat is a social network and medium paid_social is a paid medium
scclid=AbC ; - ; click id scclid implies snapchat / paid_social ; click id scclid implies snapchat / paid_social ; source snapchat is a social network and medium paid_social is a paid medium
qclid=AbC ; - ; click id qclid implies quora / paid_social ; click id qclid implies quora / paid_social ; source quora is a social network and medium paid_social is a paid medium
irclickid=AbC ; - ; click id irclickid implies impact / affiliate ; click id irclickid implies impact / affiliate ; medium affiliate is one of affiliate
irclid=AbC ; - ; click id irclid implies impact / affiliate ; click id irclid implies impact / affiliate ; medium affiliate is one of affiliate
awc=AbC ; - ; click id awc implies awin / affiliate ; click id awc implies awin / affiliate ; medium affiliate is one of affiliate
sscid=AbC ; - ; click id sscid implies shareasale / affiliate ; click id sscid implies shareasale / affiliate ; medium affiliate is one of affiliate
tduid=AbC ; - ; click id tduid implies tradedoubler / affiliate ; click id tduid implies tradedoubler / affiliate ; medium affiliate is one of affiliate
admitad_uid=AbC ; - ; click id admitad_uid implies admitad / affiliate ; click id admitad_uid implies admitad / affiliate ; medium affiliate is one of affiliate
cjevent=AbC ; - ; click id cjevent implies cj / affiliate ; click id cjevent implies cj / affiliate ; medium affiliate is one of affiliate
igshid=AbC ; - ; click id igshid implies instagram / social ; click id igshid implies instagram / social ; source instagram is a social network
fbclid=AbC ; - ; click id fbclid implies facebook / social ; click id fbclid implies facebook / social ; source facebook is a social network
mc_cid=AbC ; - ; click id mc_cid implies mailchimp / email ; click id mc_cid implies mailchimp / email ; medium email is one of email, e-mail, e_mail, e mail
mc_eid=AbC ; - ; click id mc_eid implies mailchimp / email ; click id mc_eid implies mailchimp / email ; medium email is one of email, e-mail, e_mail, e mail
_kx=AbC ; - ; click id _kx implies klaviyo / email ; click id _kx implies klaviyo / email ; medium email is one of email, e-mail, e_mail, e mail
_hsenc=AbC ; - ; click id _hsenc implies hubspot / email ; click id _hsenc implies hubspot / email ; medium email is one of email, e-mail, e_mail, e mail
mkt_tok=AbC ; - ; click id mkt_tok implies marketo / email ; click id mkt_tok implies marketo / email ; medium email is one of email, e-mail, e_mail, e mail
vero_id=AbC ; - ; click id vero_id implies vero / email ; click id vero_id implies vero / email ; medium email is one of email, e-mail, e_mail, e mail
ysclid=AbC ; - ; click id ysclid implies yandex / organic ; click id ysclid implies yandex / organic ; source yandex is a search engine
srsltid=AbC ; - ; click id srsltid implies google / organic ; click id srsltid implies google / organic ; source google is a shopping site
gclid=x ; - ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
dclid=x ; - ; click id dclid implies google / display ; click id dclid implies google / display ; medium display is one of display, banner, expandable, interstitial, cpm
msclkid=x ; - ; click id msclkid implies bing / cpc ; click id msclkid implies bing / cpc ; source bing is a search engine and medium cpc is a paid medium
yclid=x ; - ; click id yclid implies yandex / cpc ; click id yclid implies yandex / cpc ; source yandex is a search engine and medium cpc is a paid medium
ysclid=x ; - ; click id ysclid implies yandex / organic ; click id ysclid implies yandex / organic ; source yandex is a search engine
fbclid=x ; - ; click id fbclid implies facebook / social ; click id fbclid implies facebook / social ; source facebook is a social network
igshid=x ; - ; click id igshid implies instagram / social ; click id igshid implies instagram / social ; source instagram is a social network
ttclid=x ; - ; click id ttclid implies tiktok / paid_social ; click id ttclid implies tiktok / paid_social ; source tiktok is a social network and medium paid_social is a paid medium
epik=x ; - ; click id epik implies pinterest / paid_social ; click id epik implies pinterest / paid_social ; source pinterest is a social network and medium paid_social is a paid medium
ScCid=x ; - ; click id sccid implies snapchat / paid_social ; click id sccid implies snapchat / paid_social ; source snapchat is a social network and medium paid_social is a paid medium
srsltid=x ; - ; click id srsltid implies google / organic ; click id srsltid implies google / organic ; source google is a shopping site
awc=x ; - ; click id awc implies awin / affiliate ; click id awc implies awin / affiliate ; medium affiliate is one of affiliate
mc_eid=x ; - ; click id mc_eid implies mailchimp / email ; click id mc_eid implies mailchimp / email ; medium email is one of email, e-mail, e_mail, e mail
vero_id=x ; - ; click id vero_id implies vero / email ; click id vero_id implies vero / email ; medium email is one of email, e-mail, e_mail, e mail
gclid=x&utm_source=newsletter ; - ; utm_source ; click id gclid implies google / cpc ; medium cpc is a paid medium
gclid=x&utm_medium=email ; - ; click id gclid implies google / cpc ; utm_medium ; source google is a search engine
gclid=x&utm_source=partner&utm_medium=affiliate ; - ; utm_source ; utm_medium ; medium affiliate is one of affiliate
gclid=x&utm_campaign=winter ; - ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
fbclid=x&utm_source=facebook&utm_medium=cpc ; - ; utm_source ; utm_medium ; source facebook is a social network and medium cpc is a paid medium
fbclid=x&utm_source=newsletter&utm_medium=email ; - ; utm_source ; utm_medium ; medium email is one of email, e-mail, e_mail, e mail
srsltid=x&utm_source=google ; - ; utm_source ; click id srsltid implies google / organic ; source google is a search engine
gclid=x ; https://www.youtube.com/ ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
gclid=x ; https://pay.fondy.eu/ ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
fbclid=x ; https://l.instagram.com/ ; click id fbclid and referrer l.instagram.com ; click id fbclid implies facebook / social ; source instagram is a social network
fbclid=x ; https://l.threads.com/ ; click id fbclid and referrer l.threads.com ; click id fbclid implies facebook / social ; source threads is a social network
fbclid=x ; https://blog.example.org/ ; click id fbclid implies facebook / social ; click id fbclid implies facebook / social ; source facebook is a social network
fbclid=1&gclid=2 ; - ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
fbclid=1&gclid=2 ; https://m.facebook.com/ ; click id fbclid and referrer m.facebook.com ; click id fbclid implies facebook / social ; source facebook is a social network
fbclid=1&gclid=2 ; https://www.google.com/ ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
mc_eid=1&fbclid=2 ; - ; click id fbclid implies facebook / social ; click id fbclid implies facebook / social ; source facebook is a social network
srsltid=1&gad_source=1&gclid=2 ; - ; click id gclid implies google / cpc ; click id gclid implies google / cpc ; source google is a search engine and medium cpc is a paid medium
utm_source=FaceBook&utm_medium=CPC&utm_campaign=Winter&utm_content=Video_1&utm_term=Red ; - ; utm_source ; utm_medium ; source FaceBook is a social network and medium CPC is a paid medium
utm_medium=ppc ; https://www.ebay.co.uk/ ; referrer www.ebay.co.uk is a shopping site ; utm_medium ; source ebay is a shopping site and medium ppc is a paid medium
utm_medium=cpc ; https://youtube.com/ ; referrer youtube.com is a video site ; utm_medium ; source youtube is a video site and medium cpc is a paid medium
utm_medium=cpc ; - ; no utm_source, and no referrer ; utm_medium ; medium cpc is a paid medium
utm_campaign=c ; https://www.google.com/ ; referrer www.google.com is a search engine ; referrer www.google.com is a search engine ; source google is a search engine
utm_campaign=c ; - ; no utm_source, and no referrer ; no utm_medium ; no rule fits source (not set) and medium (not set)
utm_campaign=c ; https://shop.example/ ; no utm_source, and referrer shop.example is the site itself ; no utm_medium ; no rule fits source (not set) and medium (not set)
utm_source=partner ; https://www.google.com/ ; utm_source ; no utm_medium ; no rule fits source partner and medium (not set)
utm_source=naver ; https://blog.naver.com/ ; utm_source ; no utm_medium ; source naver is a search engine
ref=producthunt ; - ; ref ; no utm_medium ; source producthunt is a social network
ref=bob ; https://blog.example.org/ ; ref ; referrer blog.example.org is another site ; medium referral is one of referral, app, link
ref=footer ; https://shop.example/ ; no campaign parameters, and referrer shop.example is the site itself ; no campaign parameters, and referrer shop.example is the site itself ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
ref=footer&utm_medium=cpc ; https://shop.example/ ; no utm_source, and referrer shop.example is the site itself ; utm_medium ; medium cpc is a paid medium
pk_campaign=c&pk_source=google&pk_medium=cpc ; - ; pk_source ; pk_medium ; source google is a search engine and medium cpc is a paid medium
utm_source=facebook&utm_medium=cpc ; - ; utm_source ; utm_medium ; source facebook is a social network and medium cpc is a paid medium
- ; https://www.google.com/ ; referrer www.google.com is a search engine ; referrer www.google.com is a search engine ; source google is a search engine
pk_source=a ; - ; pk_source ; no utm_medium ; no rule fits source a and medium (not set)
- ; https://pay.fondy.eu/ ; no campaign parameters, and referrer pay.fondy.eu is a payment gateway ; no campaign parameters, and referrer pay.fondy.eu is a payment gateway ; source (direct) is one of (direct) and medium (none) is one of (none), (not set)
utm_campaign=Winter ; - ; no utm_source, and no referrer ; no utm_medium ; no rule fits source (not set) and medium (not set)
utm_campaign=Winter&utm_id=77 ; - ; no utm_source, and no referrer ; no utm_medium ; no rule fits source (not set) and medium (not set)
utm_source=google&utm_id=77 ; - ; utm_source ; no utm_medium ; source google is a search engine
utm_source=google ; - ; utm_source ; no utm_medium ; source google is a search engine
`

export const recorded = RECORDED.trim()
  .split('\n')
  .map((line) => {
    const [query = '', referrer = '', source, medium, channel] = line
      .split(' ; ')
      .map((part) => (part === '-' ? '' : part))
    return { query, referrer, why: { source, medium, channel } }
  })
