-- What an admin has excluded from reports, and which sessions and orders that concerns. The previous Worker writes rows without
-- the new columns: they get 0, and the job that applies an exclusion finds them.
ALTER TABLE sessions ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0;

CREATE TABLE exclusions (
  site_id INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT,
  from_ms INTEGER,
  to_ms INTEGER,
  created_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  progress TEXT NOT NULL,
  PRIMARY KEY (site_id, id)
) STRICT, WITHOUT ROWID;
