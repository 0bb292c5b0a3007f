-- ?1 = 1
-- ?2 = [
--   {"from":1791194400000,"to":1791212400000,"is_previous":0,"bucket":0,"since":1791194400000,"next":1791212400000,"until":1793872800000},
--   {"from":1792486800000,"to":1792508400000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000},
--   {"from":1793656800000,"to":1793872800000,"is_previous":0,"bucket":0,"since":1791212400000,"next":null,"until":1793872800000}
-- ]
-- ?3 = [
--   {"size":1,"slot":82927,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82928,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82944,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82960,"is_previous":0,"bucket":0,"since":82927},
--   {"size":4,"slot":82976,"is_previous":0,"bucket":0,"since":82927},
--   {"size":4,"slot":82980,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":82984,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":82985,"is_previous":0,"bucket":0,"since":82927},
--   {"size":1,"slot":82987,"is_previous":0,"bucket":0,"since":82927},
--   {"size":4,"slot":82988,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":82992,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":83008,"is_previous":0,"bucket":0,"since":82927},
--   {"size":16,"slot":83024,"is_previous":0,"bucket":0,"since":82927}
-- ]
WITH facts AS (
  SELECT r.value ->> 'is_previous' AS is_previous,
    r.value ->> 'bucket' AS bucket,
    (1) AS sessions,
    (s.stages & 1 > 0) AS reached_view_item,
    (s.stages & 2 > 0) AS reached_add_to_cart,
    (s.stages & 4 > 0) AS reached_begin_checkout,
    (s.stages & 8 > 0) AS reached_generate_lead,
    (s.stages & 16 > 0) AS reached_purchase
  FROM json_each(?2) r
  CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND NOT s.excluded
  WHERE true
  UNION ALL
  SELECT b.value ->> 'is_previous' AS is_previous,
    b.value ->> 'bucket' AS bucket,
    coalesce(e.value ->> 0, 0) AS sessions,
    coalesce(e.value ->> 6, 0) AS reached_view_item,
    coalesce(e.value ->> 7, 0) AS reached_add_to_cart,
    coalesce(e.value ->> 8, 0) AS reached_begin_checkout,
    coalesce(e.value ->> 9, 0) AS reached_generate_lead,
    coalesce(e.value ->> 10, 0) AS reached_purchase
  FROM json_each(?3) b
  CROSS JOIN rollups g
    ON g.site_id = ?1 AND g.grouping = '' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'
  CROSS JOIN json_each(g.cells) e
  WHERE (coalesce(e.value ->> 0, 0) > 0)
)
SELECT
  total(sessions) AS sessions,
  total(reached_view_item) AS reached_view_item,
  total(reached_add_to_cart) AS reached_add_to_cart,
  total(reached_begin_checkout) AS reached_begin_checkout,
  total(reached_generate_lead) AS reached_generate_lead,
  total(reached_purchase) AS reached_purchase,
  (
  SELECT f.version || '|' || f.until_slot || '|' || coalesce((
    SELECT group_concat(first || ':' || last) || '|' || iif(sum(marks) > 4096, max(last), '') FROM (
      SELECT min(quarter) AS first, max(quarter) AS last, count(*) AS marks FROM (
        SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / 900000
        ORDER BY quarter LIMIT 4097)
      GROUP BY quarter / (24 * (1 + (f.until_ms / 900000 - (
          SELECT quarter FROM stale WHERE site_id = ?1 ORDER BY quarter LIMIT 1)) / 6144)) ORDER BY first)), '|')
  FROM folds f WHERE f.site_id = ?1) AS state
FROM facts;
