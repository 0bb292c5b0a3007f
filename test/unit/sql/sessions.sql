-- ?1 = 1
-- ?2 = 1791194400000
-- ?3 = 1793872800000
-- ?4 = 'Paid Search'
-- ?5 = 21
SELECT '           ' || s.id, s.started_ms, '           ' || s.visitor_id, s.visit_number + coalesce((
    SELECT (
      SELECT sum(x.value ->> 2) FROM json_each(c.shifts) x
      WHERE (x.value ->> 0, x.value ->> 1) <= (s.started_ms, s.id))
    FROM corrections c WHERE c.site_id = s.site_id AND c.visitor_id = s.visitor_id), 0), s.channel, s.source, s.medium, s.campaign, s.content, s.term, s.click_id_kind, s.landing_page, s.referrer_host, s.country, s.region, s.city, s.device, s.browser, s.os, s.pageviews, s.event_count, s.points, s.stages, s.path IS NOT NULL, (
    SELECT total(coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1)))) FROM orders o INDEXED BY orders_by_visitor
    WHERE o.site_id = s.site_id AND o.visitor_id = s.visitor_id AND o.session_id = s.id AND (o.counted AND NOT o.excluded)), s.ad_consent
FROM sessions s
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND NOT s.excluded AND coalesce(s.channel, '(not set)') IN (?4)
ORDER BY s.started_ms DESC, s.id DESC, s.visitor_id DESC
LIMIT ?5;
