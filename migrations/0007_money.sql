-- Which purchases count: claims of pages, confirmation by the shop's server, held and removed orders. Site settings and
-- secrets. Every new column has a default with which the previous Worker's writes stay right.
ALTER TABLE orders ADD COLUMN claims TEXT NOT NULL DEFAULT '[]';
ALTER TABLE orders ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN removed_ms INTEGER;
CREATE INDEX orders_held ON orders (site_id, ordered_ms) WHERE held;

ALTER TABLE sites ADD COLUMN revenue_counts TEXT NOT NULL DEFAULT 'any';
ALTER TABLE sites ADD COLUMN identify TEXT NOT NULL DEFAULT 'open';
ALTER TABLE sites ADD COLUMN hold_above TEXT NOT NULL DEFAULT '{}';

CREATE TABLE secrets (
  site_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (site_id, name)
) STRICT, WITHOUT ROWID;
