-- What a visitor has agreed to for ads. The previous Worker writes sessions without it: NULL, not stated.
ALTER TABLE sessions ADD COLUMN ad_consent TEXT;
