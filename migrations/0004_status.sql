-- What was refused last, for the admin to mend, and tokens that run out.
ALTER TABLE drops ADD COLUMN detail TEXT;
ALTER TABLE drops ADD COLUMN last_ms INTEGER;
ALTER TABLE tokens ADD COLUMN expires_ms INTEGER;
