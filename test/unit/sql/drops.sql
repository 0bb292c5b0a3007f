-- ?1 = 1
-- ?2 = '2026-10-05'
-- ?3 = '2026-11-05'
SELECT reason, day, count, detail, last_ms FROM drops
WHERE site_id = ?1 AND day >= ?2 AND day <= ?3
ORDER BY day DESC, count DESC;
