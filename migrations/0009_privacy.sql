-- Parameters of landing URLs that the site keeps, besides campaign parameters and click IDs.
ALTER TABLE sites ADD COLUMN keep_params TEXT NOT NULL DEFAULT '[]';

-- The orders that may hold the ids of visitors other than their own: those with several claims or with refunds. Erasure
-- reads it. Other orders are not in it.
CREATE INDEX orders_shared ON orders (site_id, transaction_id)
WHERE claims <> '[]' OR refunds <> '[]' OR nullif(browser ->> 'visitor_id', '') <> visitor_id;
