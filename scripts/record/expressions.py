"""Records what real Spark answers to the expressions of a file: test/gold/expressions.json.

usage: python scripts/record/expressions.py < test/gold/expressions.txt > test/gold/expressions.json     (in a Python with pyspark)

A line is what follows SELECT, or `key=value`, a setting for the lines below it.
"""

import sys

from spark import answer, session, write

spark = session()

settings, cases = {}, []
for line in sys.stdin.read().splitlines():
    if line.startswith("spark."):
        key, _, value = line.partition("=")
        spark.conf.set(key, value)
        settings = {**settings, key: value}
        continue
    found = answer(spark, line if line.startswith("SELECT") else f"SELECT {line}")
    found.pop("schema", None)
    if "error" in found:
        found["error"] = found["error"].split("; line")[0]
    cases.append({"settings": settings, "sql": line, **found})
write(cases)
