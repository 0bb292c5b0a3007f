-- Rollups of closed time: with them a report over a year reads a few hundred rows.

-- Rollups of closed time, in blocks from a quarter of a day to 64 days. One row holds all values of one group of
-- dimensions in one block, because D1 bills rows.
CREATE TABLE rollups (
  site_id INTEGER NOT NULL,
  grouping TEXT NOT NULL,          -- names of dimensions; groups that are no dimensions begin with ~
  size INTEGER NOT NULL,           -- length of the block in slots: 1, 4, 16, 64, 256
  slot INTEGER NOT NULL,           -- its first slot: quarters of the site's local days since 1970
  part INTEGER NOT NULL,           -- 0, 1, …: the values may need several rows
  cells TEXT NOT NULL,             -- JSON
  PRIMARY KEY (site_id, grouping, size, slot, part)
) STRICT, WITHOUT ROWID;

-- How far a site is rolled up.
CREATE TABLE folds (
  site_id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,           -- time zone and what is counted; if it changes, all is rolled up again
  until_slot INTEGER NOT NULL,     -- the first slot that is not rolled up
  until_ms INTEGER NOT NULL,       -- start of that slot
  closing_ms INTEGER NOT NULL      -- changes before this instant set dirty marks
) STRICT;

-- Dirty marks: quarters of an hour of closed time that changed after they were rolled up.
CREATE TABLE stale (
  site_id INTEGER NOT NULL,
  quarter INTEGER NOT NULL,        -- quarters of an hour since 1970
  writes INTEGER NOT NULL,         -- grows by one with each change, so that a rollup can tell that it is out of date
  PRIMARY KEY (site_id, quarter)
) STRICT, WITHOUT ROWID;
