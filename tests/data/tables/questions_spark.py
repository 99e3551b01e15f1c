import glob, os
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[2]").getOrCreate()
for table in ["indicators", "budget", "findings"]:
    spark.read.parquet(f"OUT/{table}").createOrReplaceTempView(table)
for question in ["satisfaction.sql", "sums.sql"]:
    spark.sql(open(question).read()).show()

# Without the tables: the workers check the files, each its share, and the findings are a data frame.
files = spark.sparkContext.parallelize(sorted(glob.glob("FOLDER/**/*.toml", recursive=True)), 8)
found = files.pipe("tianbao check --stdin-paths --format ndjson", env=dict(os.environ))
spark.read.json(found).groupBy("rule", "severity").count().orderBy("rule").show()
