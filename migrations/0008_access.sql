-- Sign-ins that the server can end, and the audit trail.
CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY,
  token_id TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  browser TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_ins_by_token ON sign_ins (token_id, created_ms);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  site TEXT NOT NULL,
  action TEXT NOT NULL,
  token_id TEXT NOT NULL,
  token_name TEXT NOT NULL,
  by_sign_in INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_site ON audit (site, id);
