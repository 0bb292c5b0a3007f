/** Webmail pages that send visitors, in the notation that ../knownSources.ts explains. */
export const email = `
gmail mail.google.com inbox.google.com @com.google.android.gm @com.google.android.gm.lite
outlook.com outlook hotmail outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft
outlook.com mail.live.com outlook.com hotmail.com safelinks.protection.outlook.com attachments.office.net
outlook.com @com.microsoft.office.outlook
yahoo-mail mail.yahoo.* mail.yahoo.net mg.mail.yahoo.com @com.yahoo.mobile.client.android.mail
aol-mail mail.aol.com
icloud-mail icloudmail mail.icloud.com
protonmail proton mail.proton.me protonmail.com mail.protonmail.com @ch.protonmail.android
fastmail fastmail.com app.fastmail.com
zoho-mail mail.zoho.* mailzoho
tutanota tutanota.com mail.tutanota.com tuta.com app.tuta.com
-hey app.hey.com
mail.ru e.mail.ru touch.mail.ru light.mail.ru octavius.mail.ru @ru.mail.mailapp
yandex-mail mail.yandex.* @ru.yandex.mail
rambler-mail mail.rambler.ru
qip-mail mail.qip.ru
e1-mail mail.e1.ru
mastermail mastermail.ru
sibmail sibmail.com
beeline-mail post.ru
ukr.net mail.ukr.net secureurl.ukr.net
i.ua mail.i.ua mbox2.i.ua
meta.ua webmail.meta.ua mail.meta.ua
bigmir mail.bigmir.net
tut.by mail.tut.by
seznam-mail email.seznam.cz
centrum-mail mail.centrum.cz
azet emaily.azet.sk
onet-mail poczta.onet.pl poczta.onet.eu
wp-mail poczta.wp.pl profil.wp.pl
o2-mail poczta.o2.pl
interia-mail poczta.interia.pl
gmx-mail navigator.gmx.net bap.navigator.gmx.net deref-gmx.net deref-gmx.com gmx.net gmx.com gmx.at gmx.ch
web.de-mail navigator.web.de bap.navigator.web.de deref-web.de deref-web-02.de freemailng.web.de 3c.web.de
mail.com deref-mail.com navigator-lxa.mail.com
t-online-mail email.t-online.de
freenet-mail webmail.freenet.de mail.freenet.de
1und1-mail webmailer.1und1.de mail.ionos.* webmail.ionos.*
libero-mail mail.libero.it mail1.libero.it
virgilio-mail mail.virgilio.it mail1.virgilio.it
tim-mail mail.tim.it
orange-mail webmail.orange.fr messagerie.orange.fr mail01.orange.fr mail02.orange.fr messagerie-3.orange.fr
sfr-mail webmail.sfr.fr messagerie.sfr.fr
laposte-mail webmail.laposte.net
free-mail zimbra.free.fr webmail.free.fr
qq-mail mail.qq.com exmail.qq.com wx.mail.qq.com
163-mail mail.163.com
126-mail mail.126.com
sina-mail mail.sina.com.cn mail.sina.cn
naver-mail mail.naver.com
daum-mail mail.daum.net mail2.daum.net
mynet-mail mail.mynet.com eposta.mynet.com
inbox.com inbox.com
inbox.lv inbox.lv
abv-mail abv.bg nm30.abv.bg
freemail.hu freemail.hu
citromail citromail.hu
optus-mail webmail.optuszoo.com.au webmail.optusnet.com.au
bigpond basic.messaging.bigpond.com email.telstra.com webmail.bigpond.com webmail2.bigpond.com
terra-mail mail.terra.com.br
uol-mail email.uol.com.br
bol-mail email.bol.com.br
rediff-mail mail.rediff.com
comcast-mail connect.xfinity.com
att-mail currently.com
superhuman mail.superhuman.com
-front app.frontapp.com
`
