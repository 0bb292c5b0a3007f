/**
 * Webmail pages and mail apps, the hosts of mail security that check each click in a mail, and the hosts through which mail
 * tools count clicks, in the notation that ../knownSources.ts explains.
 */
export const email = `
gmail mail.google.com inbox.google.com @com.google.android.gm @com.google.gmail @422689480
outlook.com outlook hotmail outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft
outlook.com mail.live.com outlook.com hotmail.com safelinks.protection.outlook.com attachments.office.net
outlook.com protection.outlook.com @com.microsoft.office.outlook @com.microsoft.outlooklite @951937596
yahoo-mail mail.yahoo.* mail.yahoo.net mg.mail.yahoo.com @com.yahoo.mobile.client.android.mail @com.yahoo.aerogram
yahoo-mail @577586159
aol-mail mail.aol.com @com.aol.mobile.aolapp
icloud-mail icloudmail mail.icloud.com @com.apple.mobilemail
protonmail proton mail.proton.me protonmail.com mail.protonmail.com @ch.protonmail @me.proton.android.mail
privateemail privateemail.com
posteo posteo.de
mailbox.org mailbox.org
runbox runbox.com
hostinger-mail webmail.hostinger.com mail.hostinger.com
outlook.com outlook.office365.us
fastmail fastmail.com app.fastmail.com @com.fastmail.app
zoho-mail mail.zoho.* mailzoho
tutanota tutanota.com mail.tutanota.com tuta.com app.tuta.com @de.tutao.tutanota
-hey app.hey.com
mail.ru e.mail.ru touch.mail.ru light.mail.ru octavius.mail.ru @ru.mail.mailapp @ru.mail.mail
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
gmx-mail gmx.* deref-gmx.* @de.gmx.mobile.android.mail @com.gmx.mobile.android.mail
web.de-mail navigator.web.de bap.navigator.web.de deref-web.de deref-web-02.de freemailng.web.de 3c.web.de
web.de-mail 3c-bap.web.de 3c-bs.web.de lightmailer-bap.web.de lightmailer-bs.web.de @de.web.mobile.android.mail
mail.com deref-mail.com navigator-lxa.mail.com 3c-lxa.mail.com lightmailer.mail.com @com.mail.mobile.android.mail
t-online-mail email.t-online.de
freenet-mail webmail.freenet.de mail.freenet.de
1und1-mail webmailer.1und1.de deref-1und1.de deref-1und1-02.de
ionos-mail mail.ionos.* webmail.ionos.* email.ionos.* mailbusiness.ionos.*
libero-mail mail.libero.it mail1.libero.it
virgilio-mail mail.virgilio.it mail1.virgilio.it
tim-mail mail.tim.it
orange-mail orange.fr/webmail webmail.orange.fr mail.orange.fr messagerie.orange.fr mail01.orange.fr mail02.orange.fr messagerie-3.orange.fr
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
bluewin-mail rich-v01.bluewin.ch rich-v02.bluewin.ch email.bluewin.ch
upc-mail upcmail.hispeed.ch
infomaniak-mail mail.infomaniak.com
comcast-mail connect.xfinity.com
att-mail currently.com
superhuman mail.superhuman.com
-front app.frontapp.com
-spark @com.readdle.smartemail @com.readdle.spark
-samsung-email @com.samsung.android.email
. @com.fsck.k9 @net.thunderbird.android @me.bluemail.mail @com.easilydo.mail @org.kman.aquamail @eu.faircode.email
. @com.pingapp.app @com.superhuman @com.my.mail @com.syntomo.email @com.cloudmagic.mail @com.trtf.blue
. @com.htc.android.mail @com.lge.email @com.sonymobile.email @com.huawei.email @com.android.email @com.blackberry.hub
-earthlink @com.earthlink.myearthlink
proofpoint urldefense.proofpoint.com urldefense.com urldefense.us urlsand.esvalabs.com
mimecast mimecast.com mimecastprotect.com
barracuda linkprotect.cudasvc.com cudasvc.com ess.barracudanetworks.com
cisco-secure-email secure-web.cisco.com secure-web.eu.cisco.com iphmx.com
symantec-email clicktime.symantec.com clicktime.cloud.postoffice.net messagelabs.com
trellix-email protect.fireeye.com protect2.fireeye.com protect.trellix.com etp.fireeye.com
sophos-email protection.sophos.com
trendmicro-email trendmicro.com
checkpoint-email url.avanan.click avanan.click protect.checkpoint.com url-protection.com
egress-defend defend.egress.com
cyren url.emailprotection.link emailprotection.link
forcepoint-email blackspider.com mailcontrol.com
fortimail fortimailcloud.com fortiisolator.com
hornetsecurity atpscan.global.hornetsecurity.com seclinks.hornetsecurity.com
vade antiphishing.vadesecure.com vadesecure.com spamina.com
inky shared.outlook.inky.com inky.com
edgepilot link.edgepilot.com edgepilot.com
zix appriver.com zixcorp.com zixmail.net
libraesva urlsand.com libraesva.com
titanhq linklock.titanhq.com
trustwave-email scanmail.trustwave.com
mailguard url.mailguard.com.au console.mailguard.com.au
spamhero spamexperts.com antispamcloud.com
abnormal-email abnormalsecurity.com
perception-point perception-point.io
darktrace-email link.darktrace.com
mailchimp list-manage.com list-manage1.com list-manage2.com mailchi.mp campaign-archive.com mandrillapp.com
mailchimp @com.mailchimp.mailchimp
sendgrid sendgrid.net
klaviyo klclick.com klclick1.com klclick2.com klclick3.com kmail-lists.com klaviyomail.com
hubspot hubspotlinks.com hubspotlinksstarter.com hubspotemail.net hubspotlinkseu1.com
constantcontact rs6.net
campaignmonitor createsend.com createsend1.com cmail19.com cmail20.com
brevo sendinblue sendibt2.com sendibt3.com sendibm1.com brevosend.com
mailjet mjt.lu
mailerlite mlsend.com mlsnd.com mlsend2.com ml.mailersend.com
activecampaign acemlna.com acemlnb.com acems1.com activehosted.com
convertkit convertkit-mail.com convertkit-mail2.com convertkit-mail3.com
omnisend soundestlink.com
salesforce-email exct.net exacttarget.com
customer.io customeriomail.com
postmark pstmrk.it
amazon-ses awstrack.me
esputnik esclick.me
unisender unisender.com mailganer.com
sendpulse stat-pulse.com sendpulse.email
getresponse getresponse360.com gr-mail.com
`
