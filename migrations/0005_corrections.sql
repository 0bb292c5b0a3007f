-- Pending corrections of visits' numbers: one late event may change those of a thousand later visits.
CREATE TABLE corrections (
  site_id INTEGER NOT NULL,
  visitor_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  first_seen_ms INTEGER,
  shifts TEXT NOT NULL,
  next_session TEXT,
  next_order TEXT,
  PRIMARY KEY (site_id, visitor_id)
) STRICT, WITHOUT ROWID;

-- The same index with the time, so that the orders around an instant are found among a thousand orders of one visitor.
DROP INDEX orders_by_visitor;
CREATE INDEX orders_by_visitor ON orders (site_id, visitor_id, ordered_ms);

-- Orders that wait for a session. Each new session looks for them, and must not read all orders of its visitor.
CREATE INDEX orders_waiting ON orders (site_id, visitor_id) WHERE server IS NOT NULL AND browser IS NULL;
