-- All filings whose sums do not match, the largest difference first.
SELECT file, department, year, money_unit,
       max(abs(difference)) AS largest, count(*) AS sums
FROM findings
WHERE severity = 'error' AND difference IS NOT NULL
GROUP BY file, filing, department, year, money_unit
ORDER BY largest DESC, file
