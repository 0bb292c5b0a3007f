-- Whether the amount of an order is known, or only a part of it. The previous Worker writes rows without the column: they get 1.
ALTER TABLE orders ADD COLUMN value_complete INTEGER NOT NULL DEFAULT 1;
-- The orders to look into, for data quality. Hardly any order is in it.
CREATE INDEX orders_incomplete ON orders (site_id, ordered_ms) WHERE value_complete = 0;
