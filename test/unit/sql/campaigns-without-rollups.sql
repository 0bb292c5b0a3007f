-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791194400000,"next":null,"until":1793872800000}
-- ]
-- ?3 = 20
-- ?4 = 0
WITH facts AS (
  SELECT coalesce(s.campaign, '(not set)') AS campaign,
    coalesce(s.source, '(not set)') AS source,
    coalesce(s.medium, '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    (1) AS sessions,
    (s.visit_number = 1) AS new_visitors,
    0 AS conversions,
    0 AS orders,
    0 AS revenue,
    0 AS unconfirmed_revenue,
    0 AS valued_orders
  FROM json_each(?2) r
  CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND NOT s.excluded
  WHERE true
  UNION ALL
  SELECT coalesce(e.value ->> '$.campaign', '(not set)') AS campaign,
    coalesce(e.value ->> '$.source', '(not set)') AS source,
    coalesce(e.value ->> '$.medium', '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS new_visitors,
    (round(1000000 * (e.value ->> '$.w.linear[1]')) - round(1000000 * (e.value ->> '$.w.linear[0]'))) AS conversions,
    0 AS orders,
    0 AS revenue,
    0 AS unconfirmed_revenue,
    0 AS valued_orders
  FROM json_each(?2) r
  CROSS JOIN sessions s INDEXED BY sessions_converted
    ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND s.path IS NOT NULL AND NOT s.excluded
  CROSS JOIN json_each(s.path) e
  WHERE true AND json_type(e.value, '$.w.linear') IS NOT NULL
  UNION ALL
  SELECT coalesce(e.value ->> '$.campaign', '(not set)') AS campaign,
    coalesce(e.value ->> '$.source', '(not set)') AS source,
    coalesce(e.value ->> '$.medium', '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS new_visitors,
    0 AS conversions,
    (round(1000000 * (e.value ->> '$.w.linear[1]')) - round(1000000 * (e.value ->> '$.w.linear[0]'))) AS orders,
    (round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.linear[1]')) - round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.linear[0]'))) AS revenue,
    (CASE WHEN (o.confirmed OR o.server IS NOT NULL) THEN 0 ELSE round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.linear[1]')) - round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.linear[0]')) END) AS unconfirmed_revenue,
    (CASE WHEN coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) IS NULL THEN 0 ELSE round(1000000 * (e.value ->> '$.w.linear[1]')) - round(1000000 * (e.value ->> '$.w.linear[0]')) END) AS valued_orders
  FROM json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted AND NOT o.excluded
  CROSS JOIN json_each(o.path) e
  WHERE true AND json_type(e.value, '$.w.linear') IS NOT NULL
)
SELECT
  campaign,
  source,
  medium,
  total(sessions) AS sessions,
  total(total(sessions)) OVER () AS total_sessions,
  total(new_visitors) AS new_visitors,
  total(total(new_visitors)) OVER () AS total_new_visitors,
  total(conversions) AS conversions,
  total(total(conversions)) OVER () AS total_conversions,
  total(orders) AS orders,
  total(total(orders)) OVER () AS total_orders,
  total(revenue) AS revenue,
  total(total(revenue)) OVER () AS total_revenue,
  total(unconfirmed_revenue) AS unconfirmed_revenue,
  total(total(unconfirmed_revenue)) OVER () AS total_unconfirmed_revenue,
  total(valued_orders) AS valued_orders,
  total(total(valued_orders)) OVER () AS total_valued_orders,
  count(*) OVER () AS row_count,
  NULL AS state
FROM facts
GROUP BY campaign, source, medium
ORDER BY total(sessions) DESC, campaign ASC, source ASC, medium ASC
LIMIT ?3 OFFSET ?4;
