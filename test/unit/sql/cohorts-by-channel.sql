-- ?1 = 1
-- ?2 = 1791194400000
-- ?3 = 1793872800000
-- ?4 = 1791158400000
-- ?5 = 1792890000000
-- ?6 = 7200000
-- ?7 = 1774746000000
-- ?8 = 10800000
-- ?9 = 1767225600000
-- ?10 = 50001
WITH facts AS (
  SELECT CAST(((coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) + CASE WHEN coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) >= ?5 THEN ?6 WHEN coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) >= ?7 THEN ?8 WHEN coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) >= ?9 THEN ?6 ELSE ?6 END) - ?4) / 604800000 AS INTEGER) AS cohort,
    CAST(((s.started_ms + CASE WHEN s.started_ms >= ?5 THEN ?6 WHEN s.started_ms >= ?7 THEN ?8 WHEN s.started_ms >= ?9 THEN ?6 ELSE ?6 END) - ?4) / 604800000 AS INTEGER) AS week,
    coalesce(f.channel, '(not set)') AS channel, f.visitor_id,
    CASE WHEN s.visit_number > 1 THEN f.visitor_id END AS again, 0 AS orders, 0 AS revenue
  FROM sessions s
  CROSS JOIN sessions f INDEXED BY sessions_by_visitor
    ON f.site_id = ?1 AND f.visitor_id = s.visitor_id AND f.started_ms = coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = s.site_id AND c.visitor_id = s.visitor_id), s.first_seen_ms) AND f.visit_number = 1
  WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = s.site_id AND c.visitor_id = s.visitor_id), s.first_seen_ms) >= ?2
    AND NOT s.excluded AND NOT f.excluded
  UNION ALL
  SELECT CAST(((coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) + CASE WHEN coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) >= ?5 THEN ?6 WHEN coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) >= ?7 THEN ?8 WHEN coalesce((SELECT c.first_seen_ms FROM corrections c WHERE c.site_id = f.site_id AND c.visitor_id = f.visitor_id), f.first_seen_ms) >= ?9 THEN ?6 ELSE ?6 END) - ?4) / 604800000 AS INTEGER),
    CAST(((o.ordered_ms + CASE WHEN o.ordered_ms >= ?5 THEN ?6 WHEN o.ordered_ms >= ?7 THEN ?8 WHEN o.ordered_ms >= ?9 THEN ?6 ELSE ?6 END) - ?4) / 604800000 AS INTEGER),
    coalesce(f.channel, '(not set)'), NULL, NULL, 1, coalesce(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))), 0)
  FROM orders o INDEXED BY orders_by_time
  CROSS JOIN sessions f INDEXED BY sessions_by_visitor
    ON f.site_id = ?1 AND f.visitor_id = o.visitor_id AND f.visit_number = 1 AND NOT f.excluded
  WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND (o.counted AND NOT o.excluded)
    AND f.started_ms >= ?2 AND f.started_ms < ?3
)
SELECT cohort, max(week - cohort, 0) AS week, channel,
  count(DISTINCT visitor_id) AS visitors, count(DISTINCT again) AS came_back,
  total(orders) AS orders, total(revenue) AS revenue
FROM facts
GROUP BY cohort, max(week - cohort, 0), channel
ORDER BY cohort, channel, week
LIMIT ?10;
