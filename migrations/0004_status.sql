-- The detail and the time of the last drop of each reason, and tokens that expire.
ALTER TABLE drops ADD COLUMN detail TEXT;
ALTER TABLE drops ADD COLUMN last_ms INTEGER;
ALTER TABLE tokens ADD COLUMN expires_ms INTEGER;
