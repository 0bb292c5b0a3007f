-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1791212400000,"is_previous":0,"bucket":0,"since":1791194400000,"next":1791212400000,"until":1793872800000},
--   {"from":1792486800000,"to":1792508400000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000},
--   {"from":1793656800000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000},
--   {"from":1759658400000,"to":1759676400000,"is_previous":1,"bucket":0,"since":1759658400000,"next":1759676400000,"until":1762336800000}
-- ]
-- ?3 = [
--   {"size":1,"slot":82927,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82928,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82944,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82960,"is_previous":0,"bucket":0,"since":82927},
--   {"size":4,"slot":82976,"is_previous":0,"bucket":0,"since":82927},
--   {"size":4,"slot":82980,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":82984,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":82985,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":82987,"is_previous":0,"bucket":0,"since":82927},
--   {"size":4,"slot":82988,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82992,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":83008,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":83024,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":81467,"is_previous":1,"bucket":0,"since":81467},
--   {"size":4,"slot":81468,"is_previous":1,"bucket":0,"since":81467},
--   {"size":64,"slot":81472,"is_previous":1,"bucket":0,"since":81467},
--   {"size":16,"slot":81536,"is_previous":1,"bucket":0,"since":81467},
--   {"size":16,"slot":81552,"is_previous":1,"bucket":0,"since":81467},
--   {"size":16,"slot":81568,"is_previous":1,"bucket":0,"since":81467},
--   {"size":4,"slot":81584,"is_previous":1,"bucket":0,"since":81467},
--   {"size":1,"slot":81588,"is_previous":1,"bucket":0,"since":81467},
--   {"size":1,"slot":81589,"is_previous":1,"bucket":0,"since":81467}
-- ]
WITH facts AS (
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    (1) AS sessions,
    ((s.prev_started_ms IS NULL OR s.prev_started_ms < r.value ->> 'since') AND (r.value ->> 'next' IS NULL OR NOT EXISTS (
  SELECT 1 FROM sessions n INDEXED BY sessions_by_visitor
  WHERE n.site_id = s.site_id AND n.visitor_id = s.visitor_id
    AND n.started_ms >= r.value ->> 'next' AND n.started_ms < r.value ->> 'until' AND NOT n.excluded))) AS visitors,
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
  WHERE true
  UNION ALL
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS visitors,
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
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL
  UNION ALL
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS visitors,
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
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL
  UNION ALL
  SELECT b.value ->> 'is_previous' AS is_previous,
    b.value ->> 'bucket' AS bucket,
    coalesce(e.value ->> 0, 0) AS sessions,
    0 AS visitors,
    coalesce(e.value ->> 1, 0) AS new_visitors,
    coalesce(e.value ->> 2, 0) AS pageviews,
    coalesce(e.value ->> 19, 0) AS conversions,
    coalesce(e.value ->> 22, 0) AS revenue,
    coalesce(e.value ->> 43, 0) AS unconfirmed_revenue,
    coalesce(e.value ->> 20, 0) AS orders,
    coalesce(e.value ->> 21, 0) AS valued_orders,
    coalesce(e.value ->> 5, 0) AS bounces,
    coalesce(e.value ->> 3, 0) AS leads,
    coalesce(e.value ->> 4, 0) AS sign_ups
  FROM json_each(?3) b
  CROSS JOIN rollups g
    ON g.site_id = ?1 AND g.grouping = '' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'
  CROSS JOIN json_each(g.cells) e
  WHERE (coalesce(e.value ->> 0, 0) > 0 OR coalesce(e.value ->> 19, 0) > 0 OR coalesce(e.value ->> 20, 0) > 0)
  UNION ALL
  SELECT b.value ->> 'is_previous' AS is_previous,
    b.value ->> 'bucket' AS bucket,
    0 AS sessions,
    (coalesce(json_extract(g.cells, '$.' || v.value || '[' || max(0, (b.value ->> 'slot') - (b.value ->> 'since')) || ']'), json_extract(g.cells, '$.' || v.value || '[#-1]'), 0)) AS visitors,
    0 AS new_visitors,
    0 AS pageviews,
    0 AS conversions,
    0 AS revenue,
    0 AS unconfirmed_revenue,
    0 AS orders,
    0 AS valued_orders,
    0 AS bounces,
    0 AS leads,
    0 AS sign_ups
  FROM json_each(?3) b
  CROSS JOIN rollups g
    ON g.site_id = ?1 AND g.grouping = '~since' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'
  CROSS JOIN json_each('["new","returning"]') v
  WHERE g.cells ->> ('$.totals[' || v.key || ']') > 0
)
SELECT
  total(sessions) FILTER (WHERE is_previous = 0) AS sessions,
  total(sessions) FILTER (WHERE is_previous = 1) AS previous_sessions,
  total(visitors) FILTER (WHERE is_previous = 0) AS visitors,
  total(visitors) FILTER (WHERE is_previous = 1) AS previous_visitors,
  total(new_visitors) FILTER (WHERE is_previous = 0) AS new_visitors,
  total(new_visitors) FILTER (WHERE is_previous = 1) AS previous_new_visitors,
  total(pageviews) FILTER (WHERE is_previous = 0) AS pageviews,
  total(pageviews) FILTER (WHERE is_previous = 1) AS previous_pageviews,
  total(conversions) FILTER (WHERE is_previous = 0) AS conversions,
  total(conversions) FILTER (WHERE is_previous = 1) AS previous_conversions,
  total(revenue) FILTER (WHERE is_previous = 0) AS revenue,
  total(revenue) FILTER (WHERE is_previous = 1) AS previous_revenue,
  total(unconfirmed_revenue) FILTER (WHERE is_previous = 0) AS unconfirmed_revenue,
  total(unconfirmed_revenue) FILTER (WHERE is_previous = 1) AS previous_unconfirmed_revenue,
  total(orders) FILTER (WHERE is_previous = 0) AS orders,
  total(orders) FILTER (WHERE is_previous = 1) AS previous_orders,
  total(valued_orders) FILTER (WHERE is_previous = 0) AS valued_orders,
  total(valued_orders) FILTER (WHERE is_previous = 1) AS previous_valued_orders,
  total(bounces) FILTER (WHERE is_previous = 0) AS bounces,
  total(bounces) FILTER (WHERE is_previous = 1) AS previous_bounces,
  total(leads) FILTER (WHERE is_previous = 0) AS leads,
  total(leads) FILTER (WHERE is_previous = 1) AS previous_leads,
  total(sign_ups) FILTER (WHERE is_previous = 0) AS sign_ups,
  total(sign_ups) FILTER (WHERE is_previous = 1) AS previous_sign_ups,
  (
  SELECT f.version || '|' || f.until_slot || '|' || coalesce((
    SELECT group_concat(first || ':' || last) || '|' || iif(sum(marks) > 4096, max(last), '') FROM (
      SELECT min(quarter) AS first, max(quarter) AS last, count(*) AS marks FROM (
        SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / 900000
        ORDER BY quarter LIMIT 4097)
      GROUP BY quarter / (24 * (1 + (f.until_ms / 900000 - (
          SELECT quarter FROM stale WHERE site_id = ?1 ORDER BY quarter LIMIT 1)) / 6144)) ORDER BY first)), '|')
  FROM folds f WHERE f.site_id = ?1) AS state
FROM facts;
