-- ?1 = 1
-- ?2 = 1791194400000
-- ?3 = 1793872800000
-- ?4 = 20
SELECT '           ' || s.id, s.started_ms, '           ' || s.visitor_id, s.source, s.medium, s.campaign, s.events
FROM sessions s
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND NOT s.excluded
ORDER BY s.started_ms DESC, s.id DESC, s.visitor_id DESC
LIMIT ?4;
