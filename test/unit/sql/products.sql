-- ?1 = 1
-- ?2 = 1791194400000
-- ?3 = 1793872800000
-- ?4 = '{"BHD":3,"BIF":0,"CLP":0,"DJF":0,"GNF":0,"IQD":3,"ISK":0,"JOD":3,"JPY":0,"KMF":0,"KRW":0,"KWD":3,"LYD":3,"OMR":3,"PYG":0,"RWF":0,"TND":3,"UGX":0,"VND":0,"VUV":0,"XAF":0,"XOF":0,"XPF":0}'
-- ?5 = 20
-- ?6 = 0
WITH facts AS (
  SELECT coalesce('#' || nullif(i.value ->> 'item_id', ''), '=' || (i.value ->> 'item_name')) AS key,
    nullif(i.value ->> 'item_name', '') AS name, s.started_ms AS ms,
    v.value ->> 'name' = 'view_item' AS views, v.value ->> 'name' = 'add_to_cart' AS carts,
    0 AS purchases, 0 AS quantity, 0 AS revenue
  FROM sessions s, json_each(s.events) v, json_each(v.value, '$.items') i
  WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND NOT s.excluded
    AND s.stages & 3
    AND v.value ->> 'name' IN ('view_item', 'add_to_cart')
    AND (i.key = 0 OR NOT EXISTS (
    SELECT 1 FROM json_each(v.value, '$.items') j WHERE j.key < i.key AND coalesce('#' || nullif(j.value ->> 'item_id', ''), '=' || (j.value ->> 'item_name')) = coalesce('#' || nullif(i.value ->> 'item_id', ''), '=' || (i.value ->> 'item_name'))))
  UNION ALL
  SELECT l.key, l.name, l.ms, 0, 0, l.is_first * (1 - 0), l.quantity * (1 - 0),
    round(l.minor * 1) - round(l.minor * 0)
  FROM (
    SELECT coalesce('#' || nullif(i.value ->> 'item_id', ''), '=' || (i.value ->> 'item_name')) AS key, nullif(i.value ->> 'item_name', '') AS name, o.ordered_ms AS ms, (i.key = 0 OR NOT EXISTS (
    SELECT 1 FROM json_each(o.items) j WHERE j.key < i.key AND coalesce('#' || nullif(j.value ->> 'item_id', ''), '=' || (j.value ->> 'item_name')) = coalesce('#' || nullif(i.value ->> 'item_id', ''), '=' || (i.value ->> 'item_name')))) AS is_first,
      coalesce(i.value ->> 'quantity', 1) AS quantity, CASE WHEN o.value_minor = o.revenue_minor AND o.value_minor > 0 THEN (round(CAST(printf('%.15g', coalesce(i.value ->> 'price', 0) * coalesce(i.value ->> 'quantity', 1)) || 'e' || coalesce(?4 ->> o.currency, 2) AS REAL)) - coalesce(i.value ->> 'refunded_minor', 0))
    ELSE coalesce(round(((SELECT total((round(CAST(printf('%.15g', coalesce(j.value ->> 'price', 0) * coalesce(j.value ->> 'quantity', 1)) || 'e' || coalesce(?4 ->> o.currency, 2) AS REAL)) - coalesce(j.value ->> 'refunded_minor', 0))) FROM json_each(o.items) j WHERE j.key < i.key) + (round(CAST(printf('%.15g', coalesce(i.value ->> 'price', 0) * coalesce(i.value ->> 'quantity', 1)) || 'e' || coalesce(?4 ->> o.currency, 2) AS REAL)) - coalesce(i.value ->> 'refunded_minor', 0))) * 1.0 * coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) / (o.value_minor - (SELECT total(coalesce(j.value ->> 'refunded_minor', 0)) FROM json_each(o.items) j))) - round(((SELECT total((round(CAST(printf('%.15g', coalesce(j.value ->> 'price', 0) * coalesce(j.value ->> 'quantity', 1)) || 'e' || coalesce(?4 ->> o.currency, 2) AS REAL)) - coalesce(j.value ->> 'refunded_minor', 0))) FROM json_each(o.items) j WHERE j.key < i.key)) * 1.0 * coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * (
  SELECT factor FROM rates
  WHERE site_id = o.site_id AND currency = o.currency AND day <= date(o.ordered_ms / 1000, 'unixepoch')
  ORDER BY day DESC LIMIT 1))) / (o.value_minor - (SELECT total(coalesce(j.value ->> 'refunded_minor', 0)) FROM json_each(o.items) j))), 0) END AS minor, o.path
    FROM orders o INDEXED BY orders_by_time, json_each(o.items) i
    WHERE (o.counted AND NOT o.excluded) AND o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3
  ) l
)
SELECT
  CASE WHEN facts.key LIKE '#%' THEN substr(facts.key, 2) ELSE '(not set)' END AS item_id,
  coalesce(substr(max(printf('%015d', ms) || name), 16), '(not set)') AS item_name,
  total(views) AS views,
  total(total(views)) OVER () AS total_views,
  total(carts) AS carts,
  total(total(carts)) OVER () AS total_carts,
  total(purchases) AS purchases,
  total(total(purchases)) OVER () AS total_purchases,
  total(quantity) AS quantity,
  total(total(quantity)) OVER () AS total_quantity,
  total(revenue) AS revenue,
  total(total(revenue)) OVER () AS total_revenue,
  count(*) OVER () AS row_count
FROM facts
GROUP BY facts.key
ORDER BY total(revenue) DESC, total(views) DESC, facts.key
LIMIT ?5 OFFSET ?6;
