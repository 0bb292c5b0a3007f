-- ?1 = 1
-- ?2 = 1791194400000
-- ?3 = 1793872800000
-- ?4 = 20
SELECT '           ' || o.transaction_id, o.ordered_ms, o.status, o.value_minor, o.refunded_minor, o.currency, o.visitor_id, o.session_id, o.path, CASE WHEN (o.counted AND NOT o.excluded) THEN coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) ELSE 0 END, coalesce(o.server ->> 'ad_consent', o.browser ->> 'ad_consent'), o.value_complete
FROM orders o INDEXED BY orders_by_time
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND o.removed_ms IS NULL AND NOT o.excluded
ORDER BY o.ordered_ms, o.transaction_id
LIMIT ?4;
