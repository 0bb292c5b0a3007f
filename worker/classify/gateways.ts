/**
 * Referrers that are ignored, because a buyer only passes through them and comes back: payment gateways and card checks
 * of banks. Otherwise the order would be credited to the gateway. Sign-in pages are in signInPages.ts.
 *
 * A host stands for itself and its subdomains, `*.host` only for its subdomains: the company's own site may recommend a
 * shop, its checkout cannot.
 */
export const GATEWAYS = `
  liqpay.ua liqpay.com fondy.eu fondy.io fondy.ua cipsp.net wayforpay.com privat24.ua privatbank.ua
  payparts2.privatbank.ua
  monobank.ua monobank.com.ua mbnk.biz mbnk.app portmone.com portmone.com.ua easypay.ua ipay.ua platon.ua
  interkassa.com tranzzo.com concord.ua rozetkapay.com novapay.ua novapay.com xpay.com.ua alliancepay.io
  hutko.org
  kvitkapay.com upc.ua ecommerceconnect.com pay.oschadbank.ua oschadpay.com.ua 24pay.com.ua globalmoney.ua
  solidgate.com
  ecommpay.com paydo.com maxpay.com unitpay.ru unitpay.money city24.ua kasa.ua abank.com.ua pumb.ua
  pay.raiffeisen.ua
  paypal.com paypal.me venmo.com braintreegateway.com braintree-api.com *.stripe.com stripe.network
  link.co
  klarna.com klarna.se klarnaevt.com adyen.com adyenpayments.com adyen.link checkout.com worldpay.com
  sagepay.com opayo.com
  opayo.co.uk opayo.eu elavon.com elavonpaymentgateway.com mollie.com mollie.nl gocardless.com
  truelayer.com tink.com
  yapily.com banked.com authorize.net cybersource.com paymentech.com squareup.com square.link cash.app
  afterpay.com
  clearpay.co.uk clearpay.com affirm.com affirm.ca zip.co quadpay.com sezzle.com splitit.com laybuy.com
  openpay.com.au
  pay.amazon.com pay.amazon.co.uk pay.amazon.de pay.amazon.eu payments.amazon.com payments.amazon.de
  apay-us.amazon.com
  payments-eu.amazon.com pay.google.com payments.google.com checkout.shopify.com pay.shopify.com
  shopifycs.com
  visa.com masterpass.com src.mastercard.com mastercard.com cardinalcommerce.com arcot.com securesuite.net
  securesuite.co.uk rsa3dsauth.com rsa3dsauth.co.uk wibmo.com modirum.com netcetera-payment.ch
  securecode.com 3dsecure.io
  skrill.com neteller.com paysafecard.com paysafe.com 2checkout.com 2co.com avangate.com fastspring.com
  onfastspring.com
  paddle.com paddle.net bluesnap.com payoneer.com revolut.com rapyd.net nuvei.com safecharge.com
  checkoutchamp.com
  przelewy24.pl p24.pl payu.com payu.pl payu.ro payu.cz payu.hu payu.in payu.ru tpay.com dotpay.pl
  paynow.pl blik.com
  blikmobile.pl pay.bm.pl bluemedia.pl autopay.pl autopay.eu imoje.pl hotpay.pl cashbill.pl
  paybynet.com.pl espago.com polcard.com.pl
  gopay.com gopay.cz comgate.cz thepay.cz pays.cz besteron.com besteron.sk tatrapay.sk
  iplatebnibrana.csob.cz csobpaymentgateway.com
  barion.com simplepay.hu otpmobil.com bigfish.hu netopia-payments.com mobilpay.ro euplatesc.ro
  plationline.ro
  epay.bg borica.bg mypos.com mypos.eu icard.com
  redsys.es ceca.es cecabank.es paycomet.com bizum.es sequra.es sequra.com aplazame.com pagantis.com
  sofort.com giropay.de paydirekt.de computop.com wirecard.com payone.com payone.de pay1.de heidelpay.com
  unzer.com
  novalnet.de secupay.ag secupay.com saferpay.com six-payment-services.com datatrans.com datatrans.ch
  wallee.com
  twint.ch checkout.postfinance.ch e-payment.postfinance.ch payrexx.com eps-ueberweisung.at
  micropayment.de ratepay.com
  billie.io riverty.com afterpay.nl afterpay.de ideal.nl buckaroo.nl multisafepay.com pay.nl sisow.nl
  icepay.com ogone.com
  ingenico.com worldline.com worldline-solutions.com bancontact.com payconiq.com payconiq.be ccv.eu
  viva.com vivapayments.com
  vivawallet.com sips-atos.com sips-services.com payline.com systempay.fr paybox.com hipay.com
  hipay-tpp.com lyra.com
  payplug.com payzen.eu monext.fr oney.fr oney.io getalma.eu almapay.com scalapay.com floa.fr floapay.com
  cofidis.com lydia-app.com
  satispay.com ecommerce.nexi.it nexi.it xpay.nexigroup.com nexigroup.com axerve.com gestpay.net
  ecomm.sella.it pagonline.unicredit.it
  nets.eu dibspayment.eu dibs.dk bambora.com quickpay.net epay.dk epay.eu onpay.io reepay.com frisbii.com
  vipps.no
  vippsmobilepay.com mobilepay.dk swish.nu getswish.net svea.com sveaekonomi.se collector.se walleypay.com
  qliro.com trustly.com
  zimpler.com paytrail.com checkout.fi maksuturva.fi everypay.ee every-pay.com every-pay.eu
  makecommerce.net maksekeskus.ee
  montonio.com paysera.com paysera.lt neopay.lt payex.com swedbankpay.com verifone.cloud
  iyzico.com iyzipay.com paytr.com param.com.tr bkmexpress.com.tr sipay.com.tr craftgate.io payten.com.tr
  nestpay.com.tr est.com.tr
  yookassa.ru yoomoney.ru money.yandex.ru pay.yandex.ru robokassa.ru robokassa.com robokassa.kz
  cloudpayments.ru
  securepay.tinkoff.ru pay.tbank.ru securepayments.sberbank.ru 3dsec.sberbank.ru payanyway.ru paymaster.ru
  qiwi.com
  webmoney.ru wmtransfer.com webmoney.com payonline.ru payture.com dolyame.ru best2pay.net uniteller.ru
  chronopay.com assist.ru
  pay.kaspi.kz epay.kkb.kz epay.homebank.kz halykbank.kz kassa24.kz paybox.money freedompay.kz wooppay.com
  bepaid.by webpay.by express-pay.by assist.by hutkigrosh.by payme.uz click.uz paycom.uz apelsin.uz
  maib.md
  tbcpayments.ge payment.bog.ge ipay.ge unipay.com idram.am arca.am
  razorpay.com rzp.io paytm.com paytm.in ccavenue.com ccavenue.ae billdesk.com cashfree.com instamojo.com
  phonepe.com juspay.in payumoney.com
  mercadopago.com mercadopago.com.ar mercadopago.com.br mercadopago.com.mx mercadopago.cl
  mercadopago.com.co
  pagseguro.uol.com.br pagseguro.com.br pagbank.com.br pagar.me ebanx.com dlocal.com wompi.co epayco.co
  epayco.com conekta.com
  conekta.io kushkipagos.com transbank.cl flow.cl khipu.com culqi.com niubiz.com.pe placetopay.com
  payphone.app openpay.mx clip.mx
  paystack.com paystack.co flutterwave.com ravepay.co payfast.co.za payfast.io peachpayments.com ozow.com
  yoco.com paygate.co.za
  pesapal.com 3gdirectpay.com paymob.com fawry.com fawrystaging.com tap.company gosell.io myfatoorah.com
  oppwa.com
  hyperpay.com paytabs.com telr.com tabby.ai tamara.co moyasar.com kashier.io knet.com.kw thawani.om
  zarinpal.com
  alipay.com alipay.hk alipayplus.com tenpay.com 95516.com unionpaysecure.com unionpayintl.com
  airwallex.com omise.co
  2c2p.com gmopg.jp gmo-pg.com paypay.ne.jp komoju.com sbpayment.jp veritrans.co.jp pay.line.me
  online-pay.kakao.com
  inicis.com tosspayments.com toss.im payco.com nicepay.co.kr kcp.co.kr eximbay.com midtrans.com xendit.co
  doku.com
  ipay88.com billplz.com molpay.com fiuu.com eghl.com hitpayapp.com hit-pay.com vnpay.vn vnpayment.vn
  momo.vn zalopay.vn payoo.vn
  onepay.vn paymongo.com dragonpay.ph maya.ph paymaya.com gcash.com newebpay.com ecpay.com.tw
  payeasy.com.tw
  commerce.coinbase.com bitpay.com coinpayments.net coingate.com nowpayments.io cryptomus.com
  pay.binance.com plisio.net oxapay.com whitepay.com
`

/**
 * A label below a bank's domain that marks its 3-D Secure page (the card check): `acs.bank.example`,
 * `3ds2.bank.example`, `secure-acs2ui.bank.example`.
 */
export const CARD_CHECK =
  /^(?:[a-z0-9]+-)*(?:acs\d*(?:ui)?|(?:emv)?3-?d-?s(?:ec(?:ure)?)?\d*|tds\d|vbv|securecode)(?:-[a-z0-9]+)*$/
