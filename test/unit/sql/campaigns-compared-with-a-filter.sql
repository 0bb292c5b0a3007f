-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791194400000,"next":null,"until":1793872800000},
--   {"from":1788516000000,"to":1791194400000,"is_previous":1,"bucket":0,"since":1788516000000,"next":null,"until":1791194400000}
-- ]
-- ?3 = 'mobile'
-- ?4 = 20
-- ?5 = 0
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
  WHERE true AND coalesce(s.device, '(not set)') IN (?3)
  UNION ALL
  SELECT coalesce(e.value ->> '$.campaign', '(not set)') AS campaign,
    coalesce(e.value ->> '$.source', '(not set)') AS source,
    coalesce(e.value ->> '$.medium', '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS new_visitors,
    (round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]'))) AS conversions,
    0 AS orders,
    0 AS revenue,
    0 AS unconfirmed_revenue,
    0 AS valued_orders
  FROM json_each(?2) r
  CROSS JOIN sessions s INDEXED BY sessions_converted
    ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND s.path IS NOT NULL AND NOT s.excluded
  CROSS JOIN json_each(s.path) e
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL AND coalesce(e.value ->> '$.device', '(not set)') IN (?3)
  UNION ALL
  SELECT coalesce(e.value ->> '$.campaign', '(not set)') AS campaign,
    coalesce(e.value ->> '$.source', '(not set)') AS source,
    coalesce(e.value ->> '$.medium', '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS new_visitors,
    0 AS conversions,
    (round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]'))) AS orders,
    (round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.last_non_direct[1]')) - round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.last_non_direct[0]'))) AS revenue,
    (CASE WHEN (o.confirmed OR o.server IS NOT NULL) THEN 0 ELSE round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.last_non_direct[1]')) - round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.last_non_direct[0]')) END) AS unconfirmed_revenue,
    (CASE WHEN coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) IS NULL THEN 0 ELSE round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]')) END) AS valued_orders
  FROM json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted AND NOT o.excluded
  CROSS JOIN json_each(o.path) e
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL AND coalesce(e.value ->> '$.device', '(not set)') IN (?3)
)
SELECT
  campaign,
  source,
  medium,
  total(sessions) FILTER (WHERE is_previous = 0) AS sessions,
  total(total(sessions) FILTER (WHERE is_previous = 0)) OVER () AS total_sessions,
  total(sessions) FILTER (WHERE is_previous = 1) AS previous_sessions,
  total(total(sessions) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_sessions,
  total(new_visitors) FILTER (WHERE is_previous = 0) AS new_visitors,
  total(total(new_visitors) FILTER (WHERE is_previous = 0)) OVER () AS total_new_visitors,
  total(new_visitors) FILTER (WHERE is_previous = 1) AS previous_new_visitors,
  total(total(new_visitors) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_new_visitors,
  total(conversions) FILTER (WHERE is_previous = 0) AS conversions,
  total(total(conversions) FILTER (WHERE is_previous = 0)) OVER () AS total_conversions,
  total(conversions) FILTER (WHERE is_previous = 1) AS previous_conversions,
  total(total(conversions) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_conversions,
  total(orders) FILTER (WHERE is_previous = 0) AS orders,
  total(total(orders) FILTER (WHERE is_previous = 0)) OVER () AS total_orders,
  total(orders) FILTER (WHERE is_previous = 1) AS previous_orders,
  total(total(orders) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_orders,
  total(revenue) FILTER (WHERE is_previous = 0) AS revenue,
  total(total(revenue) FILTER (WHERE is_previous = 0)) OVER () AS total_revenue,
  total(revenue) FILTER (WHERE is_previous = 1) AS previous_revenue,
  total(total(revenue) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_revenue,
  total(unconfirmed_revenue) FILTER (WHERE is_previous = 0) AS unconfirmed_revenue,
  total(total(unconfirmed_revenue) FILTER (WHERE is_previous = 0)) OVER () AS total_unconfirmed_revenue,
  total(unconfirmed_revenue) FILTER (WHERE is_previous = 1) AS previous_unconfirmed_revenue,
  total(total(unconfirmed_revenue) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_unconfirmed_revenue,
  total(valued_orders) FILTER (WHERE is_previous = 0) AS valued_orders,
  total(total(valued_orders) FILTER (WHERE is_previous = 0)) OVER () AS total_valued_orders,
  total(valued_orders) FILTER (WHERE is_previous = 1) AS previous_valued_orders,
  total(total(valued_orders) FILTER (WHERE is_previous = 1)) OVER () AS total_previous_valued_orders,
  count(*) OVER () AS row_count,
  NULL AS state
FROM facts
GROUP BY campaign, source, medium
ORDER BY 1.0 * total(conversions) FILTER (WHERE is_previous = 0) / nullif(total(sessions) FILTER (WHERE is_previous = 0), 0) DESC, campaign ASC, source ASC, medium ASC
LIMIT ?4 OFFSET ?5;
