-- Raw macros of a session's landing, which nobody has filled in. The previous Worker writes sessions without them: NULL, none.
-- The index has only the sessions with macros: others write no row of it.
ALTER TABLE sessions ADD COLUMN macros TEXT;
CREATE INDEX sessions_macros ON sessions (site_id, started_ms) WHERE macros IS NOT NULL;
