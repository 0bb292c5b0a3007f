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
