-- Every county's 满意度 target by year, strictest and loosest.
SELECT regexp_extract(department, '^.+?[县区市旗]', 0) AS county, year,
       max(base_number) AS strictest, min(base_number) AS loosest, count(*) AS targets
FROM indicators
WHERE (level1_standard = '满意度指标' OR level2 LIKE '%满意度%')
  AND base_unit = '%' AND coalesce(operator, '=') IN ('≥', '>', '=')
GROUP BY 1, 2
ORDER BY 1, 2
