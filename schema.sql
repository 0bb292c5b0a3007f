-- The schema of a fresh database. migrations/ lead to exactly this: a test compares them.
--
-- D1 bills rows, and each index of a table is one more row written. So a session is one row that holds its events, and
-- sessions are stored in order of their start: a request writes one row, and a report over a period reads one range.

CREATE TABLE sites (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: another isolate may still hold the id of a deleted site
  site TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  timezone TEXT NOT NULL,
  currency TEXT NOT NULL,
  hosts TEXT NOT NULL,             -- JSON array; ["*"] for any
  ignored_referrers TEXT NOT NULL, -- JSON array of hosts
  excluded_ips TEXT NOT NULL,      -- JSON array of addresses and CIDR ranges
  points TEXT NOT NULL,            -- JSON object: points by event name; overrides the defaults
  retention_days INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  exclude_data_centres INTEGER NOT NULL DEFAULT 0, -- 1: visitors from networks of data centres count as bots
  rows_per_day INTEGER,            -- rows that may be written in a day (UTC); NULL: a share of the deployment's
  revenue_counts TEXT NOT NULL DEFAULT 'any',  -- any, or confirmed: only orders that the shop's server has confirmed
  identify TEXT NOT NULL DEFAULT 'open',       -- open, or signed: a page's user id links browsers only with a signature
  hold_above TEXT NOT NULL DEFAULT '{}',       -- JSON object: minor units by currency; a page's purchase above is held
  keep_params TEXT NOT NULL DEFAULT '[]'       -- JSON array: parameters of landing URLs to keep, besides the known ones
) STRICT;

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,       -- SHA-256 of the token, hex; the token itself is not stored
  scope TEXT NOT NULL,             -- admin, read, ingest, costs
  site TEXT,                       -- NULL: every site
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER               -- NULL: never
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  site_id INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,            -- revision: grows by one with each write, for compare-and-set
  kind TEXT NOT NULL,              -- browser (the script's id), given (a server's id), derived (grouped by us)
  visitor_id TEXT NOT NULL,
  user_id TEXT,
  ended_ms INTEGER NOT NULL,
  visit_number INTEGER NOT NULL,
  first_seen_ms INTEGER NOT NULL,  -- start of the visitor's first session
  prev_started_ms INTEGER,         -- start of the visitor's previous session: so distinct visitors are a sum
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
  excluded INTEGER NOT NULL DEFAULT 0, -- 1: reports leave it out (`exclusions`)
  ad_consent TEXT,                 -- granted, denied: what the visitor has agreed to for ads; NULL: not stated
  macros TEXT,                     -- JSON object: raw macros of the landing by parameter; NULL: none
  PRIMARY KEY (site_id, started_ms, id, visitor_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_id ON sessions (site_id, id, visitor_id);
CREATE INDEX sessions_by_visitor ON sessions (site_id, visitor_id, started_ms);
CREATE INDEX sessions_converted ON sessions (site_id, started_ms) WHERE path IS NOT NULL;
CREATE INDEX sessions_macros ON sessions (site_id, started_ms) WHERE macros IS NOT NULL;

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
  counted INTEGER NOT NULL,        -- 1: reports count it (paid, or paid and refunded)
  revenue_minor INTEGER,           -- paid less refunds, in the site's currency; NULL: other currency
  items TEXT NOT NULL,             -- JSON array
  browser TEXT,                    -- JSON: the order as the page reported it
  server TEXT,                     -- JSON: as the shop's server reported it; it wins
  refunds TEXT NOT NULL,           -- JSON array of refund events
  path TEXT NOT NULL,              -- JSON: the visitor's touches up to the order
  claims TEXT NOT NULL DEFAULT '[]',     -- JSON array: further purchases with this id, which are not credited
  confirmed INTEGER NOT NULL DEFAULT 0,  -- 1: the shop's server has reported the purchase; also where `server` is set
  held INTEGER NOT NULL DEFAULT 0,       -- 1: a page's purchase of an unusual amount, not counted until it is accepted
  removed_ms INTEGER,                    -- when an admin removed the order; a tombstone, so that no page brings it back
  excluded INTEGER NOT NULL DEFAULT 0,   -- 1: reports leave it out (`exclusions`)
  value_complete INTEGER NOT NULL DEFAULT 1, -- 0: the amount is only what is known of it
  PRIMARY KEY (site_id, transaction_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX orders_by_time ON orders (site_id, ordered_ms);
CREATE INDEX orders_by_visitor ON orders (site_id, visitor_id, ordered_ms);
-- Orders that may hold the ids of other visitors. Erasure reads it.
CREATE INDEX orders_shared ON orders (site_id, transaction_id)
WHERE claims <> '[]' OR refunds <> '[]' OR nullif(browser ->> 'visitor_id', '') <> visitor_id;
CREATE INDEX orders_held ON orders (site_id, ordered_ms) WHERE held;
CREATE INDEX orders_incomplete ON orders (site_id, ordered_ms) WHERE value_complete = 0;
-- Orders that wait for a session: each new session looks for them.
CREATE INDEX orders_waiting ON orders (site_id, visitor_id) WHERE server IS NOT NULL AND browser IS NULL;

-- What an admin has excluded from reports: the sessions and orders to which it applies have `excluded` 1.
CREATE TABLE exclusions (
  site_id INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,              -- visitor, source, interval
  value TEXT,                      -- of a visitor its id, of a source its name; NULL: an interval
  from_ms INTEGER,                 -- of an interval; NULL: another kind
  to_ms INTEGER,                   -- exclusive
  created_ms INTEGER NOT NULL,
  state TEXT NOT NULL,             -- applying, active, removing, purging
  progress TEXT NOT NULL,          -- JSON: how far the job that applies or removes it has come
  PRIMARY KEY (site_id, id)
) STRICT, WITHOUT ROWID;

-- Secrets of a site that the Worker must be able to read, encrypted with CREDENTIALS_KEY (worker/secrets/seal.ts).
CREATE TABLE secrets (
  site_id INTEGER NOT NULL,
  name TEXT NOT NULL,              -- identify: signs the user ids of pages
  sealed TEXT NOT NULL,
  PRIMARY KEY (site_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE drops (
  site_id INTEGER NOT NULL,
  day TEXT NOT NULL,               -- UTC
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  detail TEXT,                     -- of the last drop: the refused host or unknown site; NULL for other reasons
  last_ms INTEGER,                 -- of the last drop; NULL: counted before this column existed
  hour_ms INTEGER,                 -- start of the last hour with a drop; how many it has, and the hour before it
  hour_count INTEGER NOT NULL DEFAULT 0,
  before_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site_id, day, reason)
) STRICT, WITHOUT ROWID;

-- Rows that were written for a site, because D1 bills them and allows a number of them in a day. Site 0: of no site.
CREATE TABLE usage (
  day TEXT NOT NULL,               -- UTC
  site_id INTEGER NOT NULL,
  rows_written INTEGER NOT NULL,
  PRIMARY KEY (day, site_id)
) STRICT, WITHOUT ROWID;

-- Salts of the anonymous visitors' hash: a new one each day, deleted at the end of the next day (UTC). Afterwards no visitor
-- can be found from a hash.
CREATE TABLE salts (
  day TEXT PRIMARY KEY,            -- UTC
  salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far a job that runs in steps has come, so that the next step continues there.
CREATE TABLE jobs (
  site_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,             -- JSON
  PRIMARY KEY (site_id, name)
) STRICT, WITHOUT ROWID;

-- Exchange rates into the site's currency. `factor`: minor units of the site's currency for one foreign minor unit.
CREATE TABLE rates (
  site_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,               -- UTC; the rate applies until the next day that has one
  rate REAL NOT NULL,
  factor REAL NOT NULL,
  PRIMARY KEY (site_id, currency, day)
) STRICT, WITHOUT ROWID;

-- User ids of browsers (`identify`). Browsers with the same user id share their touches from `since_ms` on.
CREATE TABLE identities (
  site_id INTEGER NOT NULL,
  visitor_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (site_id, visitor_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX identities_by_user ON identities (site_id, user_id);

-- Pending corrections. A late event changes the numbers of all later visits of its visitor: a job corrects those
-- that are too many for one request. Until then, reports apply the correction when they read.
CREATE TABLE corrections (
  site_id INTEGER NOT NULL,
  visitor_id TEXT NOT NULL,
  rev INTEGER NOT NULL,            -- grows by one with each write, for compare-and-set
  first_seen_ms INTEGER,           -- the right `first_seen_ms` of all sessions of the visitor; NULL: as stored
  shifts TEXT NOT NULL,            -- JSON: [started_ms, id, by], …: from this session on, add `by` to `visit_number`
  next_session TEXT,               -- JSON: [started_ms, id] of the first session to correct; NULL: none is left
  next_order TEXT,                 -- JSON: [ordered_ms, transaction_id]: orders behind it get their path again; NULL: none
  PRIMARY KEY (site_id, visitor_id)
) STRICT, WITHOUT ROWID;

-- Relinks: the paths of a person's browsers must be computed again, because one of the browsers got a touch or the user id
-- late. Also the user ids that very many browsers share, and which link nobody.
CREATE TABLE relinks (
  site_id INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  rev INTEGER NOT NULL,            -- grows by one with each write, for compare-and-set
  from_ms INTEGER,                 -- conversions and orders from this instant on; NULL: nothing is left to do
  after TEXT NOT NULL,             -- the browsers with higher ids are left; empty: all
  shared INTEGER NOT NULL,         -- 1: very many browsers share this user id
  PRIMARY KEY (site_id, user_id)
) STRICT, WITHOUT ROWID;

-- What ads cost, by the platforms' exports or by the shop. Empty text: not stated.
CREATE TABLE costs (
  site_id INTEGER NOT NULL,
  day TEXT NOT NULL,               -- of the ad account's time zone; counts as that day of the site's
  platform TEXT NOT NULL,          -- the ad platform: meta, google, tiktok, …; for other sources the source
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

-- Rollups of closed time, in blocks from a quarter of a day to 64 days. One row holds all values of one group of
-- dimensions in one block, because D1 bills rows.
CREATE TABLE rollups (
  site_id INTEGER NOT NULL,
  grouping TEXT NOT NULL,          -- names of dimensions; other groups begin with ~
  size INTEGER NOT NULL,           -- length of the block in slots: 1, 4, 16, 64, 256
  slot INTEGER NOT NULL,           -- its first slot; slots are numbered from 1970 on
  part INTEGER NOT NULL,           -- 0, 1, …: the values may need several rows
  cells TEXT NOT NULL,             -- JSON
  PRIMARY KEY (site_id, grouping, size, slot, part)
) STRICT, WITHOUT ROWID;

-- How far a site is rolled up.
CREATE TABLE folds (
  site_id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,           -- time zone and what is counted; if it changes, all is rolled up again
  until_slot INTEGER NOT NULL,     -- the first slot that is not rolled up
  until_ms INTEGER NOT NULL,       -- start of that slot
  closing_ms INTEGER NOT NULL      -- changes before this instant set dirty marks
) STRICT;

-- Dirty marks: quarters of an hour of closed time that changed after they were rolled up.
CREATE TABLE stale (
  site_id INTEGER NOT NULL,
  quarter INTEGER NOT NULL,        -- quarters of an hour since 1970
  writes INTEGER NOT NULL,         -- grows by one with each change, so that a rollup can tell that it is out of date
  PRIMARY KEY (site_id, quarter)
) STRICT, WITHOUT ROWID;

-- Sign-ins to the dashboard. A cookie without a row here opens nothing.
CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY,             -- hash of the cookie's secret and the admin token, hex; neither is stored
  token_id TEXT NOT NULL,          -- the token that was typed; empty: the admin token
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  browser TEXT NOT NULL            -- names of browser and system, to recognise it by
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_ins_by_token ON sign_ins (token_id, created_ms);

-- The audit trail: who changed what, in order of time. No secrets and no personal data of visitors.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  site TEXT NOT NULL,              -- its name, because a removed site has no id; empty: it concerns all sites
  action TEXT NOT NULL,
  token_id TEXT NOT NULL,          -- empty: the admin token
  token_name TEXT NOT NULL,        -- as it was then
  by_sign_in INTEGER NOT NULL,     -- 1: in the dashboard; 0: with the token itself
  detail TEXT NOT NULL             -- JSON object
) STRICT;

CREATE INDEX audit_by_site ON audit (site, id);
