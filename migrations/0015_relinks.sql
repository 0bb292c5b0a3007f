-- Linked browsers whose paths must be computed again, and user ids that very many browsers share. The previous Worker knows
-- nothing of them.
CREATE TABLE relinks (
  site_id INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  from_ms INTEGER,
  after TEXT NOT NULL,
  shared INTEGER NOT NULL,
  PRIMARY KEY (site_id, user_id)
) STRICT, WITHOUT ROWID;

-- Placeholders that linked browsers until now: their links are undone by the job.
INSERT INTO relinks (site_id, user_id, rev, from_ms, after, shared)
SELECT DISTINCT site_id, user_id, 1, 0, '', 0 FROM identities
WHERE trim(lower(user_id)) IN ('0', '-1', 'undefined', 'null', 'nil', 'none', 'nan', 'false', 'true', 'guest', 'guest_user', 'anonymous',
  'anonymous_user', 'anon', 'unknown', 'unknown_user', 'default', 'user', 'customer', 'visitor', 'n/a', 'not_set', '(not set)',
  '[object object]', '00000000-0000-0000-0000-000000000000');
