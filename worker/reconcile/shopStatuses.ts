/** What the statuses of shops mean: Shopify's, and WooCommerce's as keys and as names in the language of the shop. */
import type { OrderStatus } from '../../wire/answers/values.ts'

const WORDS: Record<OrderStatus, string[]> = {
  paid: [
    'paid|partially refunded|processing|completed|complete|shipped|delivered|partial refund',
    'обробляється|в обробці|обробка|виконано|завершено|оплачено|відправлено|доставлено|отримано|отправлен|доставлен|получен|обработка|в обработке|выполнен|выполнено|завершен|оплачен',
    'in bearbeitung|abgeschlossen|fertiggestellt|bezahlt|w trakcie realizacji|w realizacji|przetwarzanie|zrealizowane|ukończone|opłacone',
    'procesando|completado|pagado|en cours|terminée|terminé|payée|processando|em processamento|concluído|concluída|pago',
    'in lavorazione|completato|pagato|hazırlanıyor|işleniyor|tamamlandı|ödendi|in behandeling|wordt verwerkt|afgerond|voltooid|betaald',
    'în procesare|în curs de procesare|finalizată|finalizat|completat|処理中|完了|支払い済み|قيد التنفيذ|قيد المعالجة|مكتمل',
  ],
  pending: [
    'pending|pending payment|on hold|authorized|partially paid|unpaid|draft|checkout draft|awaiting payment',
    'новий|нове|новый|не оплачено|не оплачен|на утриманні|утримується|очікує оплати|очікування платежу|очікується оплата|на удержании|ожидание оплаты|в ожидании оплаты|ожидает оплаты',
    'in wartestellung|wartend|zahlung ausstehend|ausstehende zahlung|wstrzymane|wstrzymane (oczekujące na płatność)|oczekujące na płatność|oczekuje na płatność|w oczekiwaniu na płatność',
    'en espera|pendiente de pago|pago pendiente|en attente|attente paiement|en attente de paiement|aguardando|em espera|pagamento pendente',
    'in sospeso|in attesa di pagamento|pagamento in sospeso|beklemede|ödeme bekleniyor|ödeme bekliyor|in de wacht|wachtend op betaling|in afwachting van betaling',
    'în așteptare|plată în așteptare|în așteptarea plății|保留中|支払い待ち|支払待ち|قيد الانتظار|بانتظار الدفع',
  ],
  cancelled: [
    'cancelled|canceled|voided|expired|failed|trash',
    'скасовано|скасоване|скасований|відмінено|відмова|отказ|не вдалося|невдалий|невдале|отменен|отменено|не удался|не удалось|неудачный',
    'storniert|abgebrochen|fehlgeschlagen|anulowane|nieudane|cancelado|cancelada|fallido|annulée|annulé|échouée|échoué|malsucedido|falhou|falhado',
    'annullato|cancellato|fallito|iptal edildi|başarısız|geannuleerd|mislukt|anulată|anulat|eșuată|eșuat',
    'キャンセル|キャンセル済み|失敗|ملغي|ملغى|فشل|فاشل',
  ],
  refunded: [
    'refunded|returned|повернено|повернуто|відшкодовано|повернення|возвращен|возврат|rückerstattet|erstattet|zwrócone|zwrot|reembolsado|reembolsada|remboursée|remboursé',
    'rimborsato|iade edildi|geri ödendi|terugbetaald|rambursată|rambursat|払い戻し済み|返金済み|مسترد|مسترجع|تم رد المبلغ',
  ],
}

const STATUSES: ReadonlyMap<string, OrderStatus> = new Map(
  (Object.entries(WORDS) as [OrderStatus, string[]][]).flatMap(([status, lines]) =>
    lines.flatMap((line) => line.split('|').map((word) => [comparable(word), status] as const)),
  ),
)

/** Without case, accents, punctuation and WooCommerce's prefix: `wc-on-hold` and `On hold` are the same. */
function comparable(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^wc-/, '')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Undefined: a status that is not known. */
export const statusOf = (word: string): OrderStatus | undefined => STATUSES.get(comparable(word))
