/**
 * The exports of orders that are read as they are: which column states what. `a|b`: the first title that the file has is
 * taken. Titles are compared without case, spaces and punctuation. Shopify's are English everywhere; those of WooCommerce and
 * its plugins follow the language of the shop, and not all translations are confirmed by real exports.
 */

/** What an export states of an order, besides its ids. */
export const EXPORT_FIELDS = ['value', 'currency', 'status', 'ts', 'cancelled_at', 'refunded'] as const
export type ExportField = (typeof EXPORT_FIELDS)[number]

export interface ShopFormat {
  name: 'shopify' | 'woocommerce'
  /** The columns with ids of the order. The shop's tracking may use any of them as the transaction id. */
  ids: string[]
  columns: Partial<Record<ExportField, string>>
  /** One of each list must be in the file. */
  needed: ExportField[][]
}

export const SHOP_FORMATS: readonly ShopFormat[] = [
  {
    name: 'shopify',
    ids: ['Name', 'Id'],
    columns: {
      value: 'Total',
      currency: 'Currency',
      status: 'Financial Status',
      ts: 'Created at|Paid at',
      cancelled_at: 'Cancelled at',
      refunded: 'Refunded Amount',
    },
    needed: [['value'], ['status']],
  },
  {
    name: 'woocommerce',
    ids: [
      [
        'Order Number|Order #|Order No.|Order',
        'Номер замовлення|Замовлення №|№ замовлення|Замовлення|Номер заказа|Заказ №|№ заказа|Заказ',
        'Bestellnummer|Bestellung Nr.|Bestellung|Numer zamówienia|Nr zamówienia|Zamówienie',
        'Número de pedido|Nº de pedido|Pedido n.º|Pedido nº|Pedido|Número do pedido',
        'Numéro de commande|N° de commande|Commande n°|Commande|Numero ordine|N. ordine|Ordine',
        'Sipariş Numarası|Sipariş No|Sipariş|Bestelnummer|Bestelling|Număr comandă|Numărul comenzii|Comandă',
        '注文番号|注文|رقم الطلب|الطلب',
      ].join('|'),
      'Order ID|Post ID|ID замовлення|ID заказа|Bestell-ID|ID zamówienia|ID del pedido|ID do pedido|ID de commande|ID ordine|Sipariş kimliği|注文ID',
    ],
    columns: {
      value: [
        'Order Total Amount|Order Total|Total Amount|Grand Total|N. Revenue (formatted)|Total',
        'Загальна сума замовлення|Сума замовлення|Загальна сума|Сума|Разом|Итого по заказу|Сумма заказа|Общая сумма|Сумма|Итого',
        'Bestellsumme|Gesamtbetrag|Gesamtsumme|Gesamt|Wartość zamówienia|Suma zamówienia|Kwota zamówienia|Razem|Łącznie',
        'Total del pedido|Importe total|Total do pedido|Total da encomenda|Valor total|Total de la commande|Montant total',
        'Totale ordine|Totale|Sipariş Toplamı|Toplam|Besteltotaal|Totaalbedrag|Totaal|Total comandă|Totalul comenzii',
        '注文合計|合計|إجمالي الطلب|المجموع|الإجمالي',
        'Net Sales|N. Revenue|Чисті продажі|Чистые продажи|Nettoumsatz|Sprzedaż netto|Ventas netas|Vendas líquidas|Ventes nettes|Vendite nette',
      ].join('|'),
      currency:
        'Order Currency|Currency|Currency Code|Валюта замовлення|Валюта заказа|Валюта|Währung|Waluta|Moneda|Moeda|Devise|Valuta|Para Birimi|Monedă|通貨|العملة',
      status:
        'Order Status|Status|Статус замовлення|Статус заказа|Статус|Стан|Bestellstatus|Status zamówienia|Estado del pedido|Estado|Estado do pedido|Statut de la commande|Statut|État|Stato ordine|Stato|Sipariş Durumu|Durum|Bestelstatus|Stare comandă|Stare|注文状況|ステータス|حالة الطلب|الحالة',
      ts: [
        'Order Date|Date Created|Created Date|Order Created|Date|Дата замовлення|Дата создания|Дата заказа|Дата',
        'Bestelldatum|Datum|Data zamówienia|Data|Fecha del pedido|Fecha|Data do pedido|Date de commande|Date de la commande',
        'Data ordine|Sipariş Tarihi|Tarih|Besteldatum|Data comenzii|注文日|日付|تاريخ الطلب|التاريخ',
      ].join('|'),
      refunded: 'Order Refund Amount|Refund Amount|Total Refunded|Order Refund Total|Refunded Amount',
    },
    needed: [['value'], ['status', 'ts']],
  },
]
