/**
 * What a restored database needs if events came in while it was copied. Its tables were read one after the other, so that rollups may
 * miss sessions, and a session whose start moved may have been read at both places.
 */
export const AFTER_CHANGES = [
  // The cron rolls up again. Until then reports count sessions.
  'DELETE FROM rollups;',
  'DELETE FROM folds;',
  'DELETE FROM stale;',
  // The older copy of a session that now begins earlier.
  `DELETE FROM sessions WHERE EXISTS (
  SELECT 1 FROM sessions later INDEXED BY sessions_by_id
  WHERE later.site_id = sessions.site_id AND later.id = sessions.id AND later.visitor_id = sessions.visitor_id
    AND later.rev > sessions.rev AND later.started_ms < sessions.started_ms AND later.ended_ms >= sessions.started_ms);`,
]
