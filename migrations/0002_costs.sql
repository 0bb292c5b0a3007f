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
