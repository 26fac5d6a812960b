"""Records what real Spark answers to the expressions of a file: test/gold/expressions.json.

usage: python scripts/record/expressions.py < test/gold/expressions.txt > test/gold/expressions.json     (in a Python with pyspark)

A line is what follows SELECT, or `key=value`, a setting for the lines below it.
"""

import json
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")

settings, cases = {}, []
for line in sys.stdin.read().splitlines():
    if line.startswith("spark."):
        key, _, value = line.partition("=")
        spark.conf.set(key, value)
        settings = {**settings, key: value}
        continue
    try:
        frame = spark.sql(line if line.startswith("SELECT") else f"SELECT {line}")
        answer = {"show": frame._jdf.showString(20, 0, False)}
    except Exception as error:
        answer = {"error": str(error).split("\n")[0].split("; line")[0]}
    cases.append({"settings": settings, "sql": line, **answer})
print("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]")
