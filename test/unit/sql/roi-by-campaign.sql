-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1791212400000,"is_previous":0,"bucket":0,"since":1791194400000,"next":1791212400000,"until":1793872800000},
--   {"from":1792486800000,"to":1792508400000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000},
--   {"from":1793656800000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000}
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
--   {"size":16,"slot":83024,"is_previous":0,"bucket":0,"since":82927}
-- ]
-- ?4 = 20000
-- ?5 = 0
WITH facts AS (
  SELECT coalesce(s.campaign, '(not set)') AS campaign,
    coalesce(s.source, '(not set)') AS source,
    coalesce(s.medium, '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    (1) AS sessions,
    0 AS conversions,
    0 AS orders,
    0 AS revenue
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
    (round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]'))) AS conversions,
    0 AS orders,
    0 AS revenue
  FROM json_each(?2) r
  CROSS JOIN sessions s INDEXED BY sessions_converted
    ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND s.path IS NOT NULL AND NOT s.excluded
  CROSS JOIN json_each(s.path) e
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL
  UNION ALL
  SELECT coalesce(e.value ->> '$.campaign', '(not set)') AS campaign,
    coalesce(e.value ->> '$.source', '(not set)') AS source,
    coalesce(e.value ->> '$.medium', '(not set)') AS medium,
    r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    0 AS sessions,
    0 AS conversions,
    (round(1000000 * (e.value ->> '$.w.last_non_direct[1]')) - round(1000000 * (e.value ->> '$.w.last_non_direct[0]'))) AS orders,
    (round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.last_non_direct[1]')) - round(coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0) * (e.value ->> '$.w.last_non_direct[0]'))) AS revenue
  FROM json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted AND NOT o.excluded
  CROSS JOIN json_each(o.path) e
  WHERE true AND json_type(e.value, '$.w.last_non_direct') IS NOT NULL
  UNION ALL
  SELECT e.value ->> 0 AS campaign,
    e.value ->> 1 AS source,
    e.value ->> 2 AS medium,
    b.value ->> 'is_previous' AS is_previous,
    b.value ->> 'bucket' AS bucket,
    coalesce(e.value ->> 3, 0) AS sessions,
    coalesce(e.value ->> 22, 0) AS conversions,
    coalesce(e.value ->> 23, 0) AS orders,
    coalesce(e.value ->> 25, 0) AS revenue
  FROM json_each(?3) b
  CROSS JOIN rollups g
    ON g.site_id = ?1 AND g.grouping = 'campaign,source,medium' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'
  CROSS JOIN json_each(g.cells) e
  WHERE (coalesce(e.value ->> 3, 0) > 0 OR coalesce(e.value ->> 22, 0) > 0 OR coalesce(e.value ->> 23, 0) > 0)
)
SELECT
  campaign,
  source,
  medium,
  total(sessions) AS sessions,
  total(total(sessions)) OVER () AS total_sessions,
  total(conversions) AS conversions,
  total(total(conversions)) OVER () AS total_conversions,
  total(orders) AS orders,
  total(total(orders)) OVER () AS total_orders,
  total(revenue) AS revenue,
  total(total(revenue)) OVER () AS total_revenue,
  count(*) OVER () AS row_count,
  (
  SELECT f.version || '|' || f.until_slot || '|' || coalesce((
    SELECT group_concat(first || ':' || last) || '|' || iif(sum(marks) > 4096, max(last), '') FROM (
      SELECT min(quarter) AS first, max(quarter) AS last, count(*) AS marks FROM (
        SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / 900000
        ORDER BY quarter LIMIT 4097)
      GROUP BY quarter / (24 * (1 + (f.until_ms / 900000 - (
          SELECT quarter FROM stale WHERE site_id = ?1 ORDER BY quarter LIMIT 1)) / 6144)) ORDER BY first)), '|')
  FROM folds f WHERE f.site_id = ?1) AS state
FROM facts
GROUP BY campaign, source, medium
ORDER BY total(sessions) DESC, campaign ASC, source ASC, medium ASC
LIMIT ?4 OFFSET ?5;

-- ?1 = 1
-- ?2 = '2026-10-06'
-- ?3 = '2026-11-05'
-- ?4 = 'UAH'
SELECT platform, source, campaign, campaign_id, content, content_id, currency,
  total(minor) AS minor,
  total(CASE WHEN minor IS NULL THEN spend_minor END) AS unconverted_minor,
  total(clicks) AS clicks,
  total(impressions) AS impressions
FROM (
  SELECT platform, source, campaign, campaign_id, content, content_id, currency, spend_minor, clicks, impressions,
    CASE WHEN c.currency = ?4 THEN c.spend_minor ELSE round(c.spend_minor * (
  SELECT factor FROM rates
  WHERE site_id = c.site_id AND currency = c.currency AND day <= c.day
  ORDER BY day DESC LIMIT 1)) END AS minor
  FROM costs c
  WHERE c.site_id = ?1 AND c.day >= ?2 AND c.day <= ?3
)
GROUP BY platform, source, campaign, campaign_id, content, content_id, currency
ORDER BY minor DESC, platform, source, campaign, campaign_id, content, content_id, currency;

-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1791212400000,"is_previous":0,"bucket":0,"since":1791194400000,"next":1791212400000,"until":1793872800000},
--   {"from":1792486800000,"to":1792508400000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000},
--   {"from":1793656800000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000}
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
--   {"size":16,"slot":83024,"is_previous":0,"bucket":0,"since":82927}
-- ]
WITH unconverted AS (
  SELECT o.currency, 1 AS orders, o.value_minor - o.refunded_minor AS minor
  FROM json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted AND NOT o.excluded
    AND o.revenue_minor IS NULL AND coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) IS NULL
  UNION ALL
  SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2
  FROM json_each(?3) b
  CROSS JOIN rollups g
    ON g.site_id = ?1 AND g.grouping = '~unconverted' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'
  CROSS JOIN json_each(g.cells) e
), summed AS (
  SELECT currency, total(orders) AS orders, total(minor) AS minor
  FROM unconverted GROUP BY currency ORDER BY currency
)
SELECT (SELECT json_group_array(json_array(currency, orders, minor)) FROM summed) AS found, (
  SELECT f.version || '|' || f.until_slot || '|' || coalesce((
    SELECT group_concat(first || ':' || last) || '|' || iif(sum(marks) > 4096, max(last), '') FROM (
      SELECT min(quarter) AS first, max(quarter) AS last, count(*) AS marks FROM (
        SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / 900000
        ORDER BY quarter LIMIT 4097)
      GROUP BY quarter / (24 * (1 + (f.until_ms / 900000 - (
          SELECT quarter FROM stale WHERE site_id = ?1 ORDER BY quarter LIMIT 1)) / 6144)) ORDER BY first)), '|')
  FROM folds f WHERE f.site_id = ?1) AS state;
