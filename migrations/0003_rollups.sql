-- Closed time is folded, so that a report over a year reads a few hundred rows.

-- Closed time, folded: reports read it in blocks of a quarter of a day up to 64 days. A row holds all values of one
-- group of dimensions, for rows are what D1 bills.
CREATE TABLE rollups (
  site_id INTEGER NOT NULL,
  grouping TEXT NOT NULL,          -- names of dimensions; what else is folded begins with ~
  size INTEGER NOT NULL,           -- slots that it spans: 1, 4, 16, 64, 256
  slot INTEGER NOT NULL,           -- the first of them: quarters of the site's local days since 1970
  part INTEGER NOT NULL,           -- 0, 1, … where the values do not fit into one row
  cells TEXT NOT NULL,             -- JSON
  PRIMARY KEY (site_id, grouping, size, slot, part)
) STRICT, WITHOUT ROWID;

-- How far a site is folded.
CREATE TABLE folds (
  site_id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,           -- time zone and what is counted; folds of another are made anew
  until_slot INTEGER NOT NULL,     -- the first slot that is not folded
  until_ms INTEGER NOT NULL,       -- where it begins
  closing_ms INTEGER NOT NULL      -- what changes before this instant is noted in `stale`
) STRICT;

-- What has changed in closed time since it was folded.
CREATE TABLE stale (
  site_id INTEGER NOT NULL,
  quarter INTEGER NOT NULL,        -- of an hour, since 1970
  writes INTEGER NOT NULL,         -- grows by one a change: tells a fold that it has come too late
  PRIMARY KEY (site_id, quarter)
) STRICT, WITHOUT ROWID;
