-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791194400000,"next":null,"until":1793872800000}
-- ]
-- ?3 = 'mobile'
-- ?4 = 'tablet'
-- ?5 = 'test'
WITH facts AS (
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    (1) AS sessions,
    (s.visitor_id) AS visitors,
    (s.visit_number = 1) AS new_visitors,
    (s.pageviews) AS pageviews,
    0 AS conversions,
    0 AS revenue,
    0 AS unconfirmed_revenue,
    0 AS orders,
    0 AS valued_orders,
    (s.pageviews <= 1 AND s.stages & ~1 = 0 AND s.event_count <= s.pageviews + (s.stages & 1)) AS bounces,
    (s.leads) AS leads,
    (s.sign_ups) AS sign_ups
  FROM json_each(?2) r
  CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND NOT s.excluded
  WHERE true AND coalesce(s.device, '(not set)') IN (?3, ?4) AND NOT (instr(lower(coalesce(s.campaign, '(not set)')), ?5) > 0)
  UNION ALL
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    NULL AS visitors,
    0 AS new_visitors,
    0 AS pageviews,
    (round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]'))) AS conversions,
    0 AS revenue,
    0 AS unconfirmed_revenue,
    0 AS orders,
    0 AS valued_orders,
    0 AS bounces,
    0 AS leads,
    0 AS sign_ups
  FROM json_each(?2) r
  CROSS JOIN sessions s INDEXED BY sessions_converted
    ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND s.path IS NOT NULL AND NOT s.excluded
  CROSS JOIN json_each(s.path) e
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL AND coalesce(e.value ->> '$.device', '(not set)') IN (?3, ?4) AND NOT (instr(lower(coalesce(e.value ->> '$.campaign', '(not set)')), ?5) > 0)
  UNION ALL
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    NULL AS visitors,
    0 AS new_visitors,
    0 AS pageviews,
    0 AS conversions,
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
    (round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]'))) AS orders,
    (CASE WHEN coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) IS NULL THEN 0 ELSE round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]')) END) AS valued_orders,
    0 AS bounces,
    0 AS leads,
    0 AS sign_ups
  FROM json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted AND NOT o.excluded
  CROSS JOIN json_each(o.path) e
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL AND coalesce(e.value ->> '$.device', '(not set)') IN (?3, ?4) AND NOT (instr(lower(coalesce(e.value ->> '$.campaign', '(not set)')), ?5) > 0)
)
SELECT
  total(sessions) AS sessions,
  count(DISTINCT visitors) AS visitors,
  total(new_visitors) AS new_visitors,
  total(pageviews) AS pageviews,
  total(conversions) AS conversions,
  total(revenue) AS revenue,
  total(unconfirmed_revenue) AS unconfirmed_revenue,
  total(orders) AS orders,
  total(valued_orders) AS valued_orders,
  total(bounces) AS bounces,
  total(leads) AS leads,
  total(sign_ups) AS sign_ups,
  NULL AS state
FROM facts;
