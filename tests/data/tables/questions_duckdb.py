import duckdb

for table in ["indicators", "budget", "findings"]:
    duckdb.sql(f"CREATE VIEW {table} AS SELECT * FROM 'OUT/{table}/*/*.parquet'")
for question in ["satisfaction.sql", "sums.sql"]:
    print(duckdb.sql(open(question).read()))
