-- ?1 = 1
-- ?2 = 1791194400000
-- ?3 = 1793872800000
-- ?4 = 'facebook'
-- ?5 = 20
WITH found AS MATERIALIZED (
  SELECT s.started_ms, s.macros FROM sessions s INDEXED BY sessions_macros
  WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND s.macros IS NOT NULL
    AND NOT s.excluded AND coalesce(s.source, '(not set)') IN (?4)
)
SELECT m.key AS parameter, m.value AS macro, count(*) AS sessions, max(f.started_ms) AS last_ms,
  (SELECT count(*) FROM found) AS total
FROM found f CROSS JOIN json_each(f.macros) m
GROUP BY m.key, m.value
ORDER BY sessions DESC, parameter, macro
LIMIT ?5;
