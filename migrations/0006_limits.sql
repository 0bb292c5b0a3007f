-- Rows written by day and site, drops of the last hour, and two settings of a site.
CREATE TABLE usage (
  day TEXT NOT NULL,
  site_id INTEGER NOT NULL,
  rows_written INTEGER NOT NULL,
  PRIMARY KEY (day, site_id)
) STRICT, WITHOUT ROWID;
ALTER TABLE drops ADD COLUMN hour_ms INTEGER;
ALTER TABLE drops ADD COLUMN hour_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drops ADD COLUMN before_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN exclude_data_centres INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN rows_per_day INTEGER;
