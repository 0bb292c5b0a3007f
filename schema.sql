-- The whole schema of a fresh database; migrations/ lead to exactly this (a test says so).
--
-- D1 bills rows: every index on a row is one more row written. A session is therefore one row that carries its own
-- events, clustered by start, so that a request writes one row and a report over a period is one range.

CREATE TABLE sites (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: what is in memory elsewhere may still write under it
  site TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  timezone TEXT NOT NULL,
  currency TEXT NOT NULL,
  hosts TEXT NOT NULL,             -- JSON array; ["*"] for any
  ignored_referrers TEXT NOT NULL, -- JSON array of hosts
  excluded_ips TEXT NOT NULL,      -- JSON array of addresses and CIDR ranges
  points TEXT NOT NULL,            -- JSON object: event name → points; overrides the defaults
  retention_days INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,       -- SHA-256 of the token, hex; the token itself is shown once
  scope TEXT NOT NULL,             -- admin, read, ingest
  site TEXT,                       -- NULL: every site
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER               -- NULL: never
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  site_id INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,            -- grows by one a write: guards against lost updates
  kind TEXT NOT NULL,              -- browser (the script's id), given (a server's id), derived (found by us)
  visitor_id TEXT NOT NULL,
  user_id TEXT,
  ended_ms INTEGER NOT NULL,
  visit_number INTEGER NOT NULL,
  first_seen_ms INTEGER NOT NULL,  -- start of the visitor's first session
  prev_started_ms INTEGER,         -- start of the visitor's previous session: makes unique visitors additive
  -- the touch as captured
  url TEXT NOT NULL,
  referrer TEXT NOT NULL,
  -- the touch as classified
  rules_version INTEGER NOT NULL,
  source TEXT NOT NULL,
  medium TEXT NOT NULL,
  campaign TEXT,
  content TEXT,
  term TEXT,
  channel TEXT NOT NULL,
  click_id_kind TEXT,
  referrer_host TEXT,
  landing_page TEXT NOT NULL,
  -- place and device
  country TEXT,
  region TEXT,
  city TEXT,
  language TEXT,
  device TEXT NOT NULL,
  browser TEXT NOT NULL,
  os TEXT NOT NULL,
  -- what happened
  pageviews INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  stages INTEGER NOT NULL,         -- bits of the funnel
  leads INTEGER NOT NULL,
  sign_ups INTEGER NOT NULL,
  points INTEGER NOT NULL,
  path TEXT,                       -- JSON: the visitor's touches up to the conversion; NULL without one
  events TEXT NOT NULL,            -- JSON array, in order
  PRIMARY KEY (site_id, started_ms, id, visitor_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_id ON sessions (site_id, id, visitor_id);
CREATE INDEX sessions_by_visitor ON sessions (site_id, visitor_id, started_ms);
CREATE INDEX sessions_converted ON sessions (site_id, started_ms) WHERE path IS NOT NULL;

CREATE TABLE orders (
  site_id INTEGER NOT NULL,
  transaction_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  ordered_ms INTEGER NOT NULL,
  visitor_id TEXT,
  session_id TEXT,
  session_started_ms INTEGER,
  status TEXT NOT NULL,            -- pending, paid, refunded, cancelled
  currency TEXT NOT NULL,          -- as paid
  value_minor INTEGER NOT NULL,
  refunded_minor INTEGER NOT NULL,
  counted INTEGER NOT NULL,        -- 1: an order for the reports (paid, or paid and given back)
  revenue_minor INTEGER,           -- paid less refunds in the site's currency; NULL: no rate is known
  items TEXT NOT NULL,             -- JSON array
  browser TEXT,                    -- JSON: what the page said
  server TEXT,                     -- JSON: what the shop's server said; it wins
  refunds TEXT NOT NULL,           -- JSON array of refund events
  path TEXT NOT NULL,              -- JSON: the visitor's touches up to the order
  PRIMARY KEY (site_id, transaction_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX orders_by_time ON orders (site_id, ordered_ms);
CREATE INDEX orders_by_visitor ON orders (site_id, visitor_id);

CREATE TABLE drops (
  site_id INTEGER NOT NULL,
  day TEXT NOT NULL,               -- UTC
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  detail TEXT,                     -- of the last one: the refused host, the site asked for; NULL for other reasons
  last_ms INTEGER,                 -- NULL: counted before this was kept
  PRIMARY KEY (site_id, day, reason)
) STRICT, WITHOUT ROWID;

-- Salts of the anonymous visitor hash: two days at most, then forgotten, and with them every way back to a person.
CREATE TABLE salts (
  day TEXT PRIMARY KEY,            -- UTC
  salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far a job that runs in steps has come, so that a killed one goes on where it was.
CREATE TABLE jobs (
  site_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,             -- JSON
  PRIMARY KEY (site_id, name)
) STRICT, WITHOUT ROWID;

-- Exchange rates into the site's currency, as the site states them. `factor`: site minor units per foreign minor unit.
CREATE TABLE rates (
  site_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,               -- UTC; holds until the next day that has one
  rate REAL NOT NULL,
  factor REAL NOT NULL,
  PRIMARY KEY (site_id, currency, day)
) STRICT, WITHOUT ROWID;

-- Browsers that said who their user is: one person's browsers share their touches from `since_ms` on.
CREATE TABLE identities (
  site_id INTEGER NOT NULL,
  visitor_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (site_id, visitor_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX identities_by_user ON identities (site_id, user_id);

-- What ads cost, as the platforms' exports and the shop itself say. Empty text: not said.
CREATE TABLE costs (
  site_id INTEGER NOT NULL,
  day TEXT NOT NULL,               -- of the ad account, taken for a day of the site's time zone
  platform TEXT NOT NULL,          -- who sells the ads: meta, google, tiktok, …; a source's own name elsewhere
  source TEXT NOT NULL,            -- canonical; empty: all sources of the platform together
  medium TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  campaign TEXT NOT NULL,
  content_id TEXT NOT NULL,
  content TEXT NOT NULL,
  currency TEXT NOT NULL,          -- as billed
  spend_minor INTEGER NOT NULL,
  clicks INTEGER,
  impressions INTEGER,
  PRIMARY KEY (site_id, day, platform, source, medium, campaign_id, campaign, content_id, content)
) STRICT, WITHOUT ROWID;

-- Closed time, folded: reports read it in blocks of a quarter of a day up to 64 days. A row holds all values of one
-- group of dimensions, for rows are what D1 bills.
CREATE TABLE rollups (
  site_id INTEGER NOT NULL,
  grouping TEXT NOT NULL,          -- names of dimensions; what else is folded begins with ~
  size INTEGER NOT NULL,           -- slots that it spans: 1, 4, 16, 64, 256
  slot INTEGER NOT NULL,           -- the first of them: quarters of the site's local days since 1970
  part INTEGER NOT NULL,           -- 0, 1, … where the values do not fit into one row
  cells TEXT NOT NULL,             -- JSON
  PRIMARY KEY (site_id, grouping, size, slot, part)
) STRICT, WITHOUT ROWID;

-- How far a site is folded.
CREATE TABLE folds (
  site_id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,           -- time zone and what is counted; folds of another are made anew
  until_slot INTEGER NOT NULL,     -- the first slot that is not folded
  until_ms INTEGER NOT NULL,       -- where it begins
  closing_ms INTEGER NOT NULL      -- what changes before this instant is noted in `stale`
) STRICT;

-- What has changed in closed time since it was folded.
CREATE TABLE stale (
  site_id INTEGER NOT NULL,
  quarter INTEGER NOT NULL,        -- of an hour, since 1970
  writes INTEGER NOT NULL,         -- grows by one a change: tells a fold that it has come too late
  PRIMARY KEY (site_id, quarter)
) STRICT, WITHOUT ROWID;
