"""Records what real Spark answers to queries.sql, a query a line: test/gold/queries.json.

usage: python scripts/record/queries.py > test/gold/queries.json     (in a Python with pyspark)
"""

import json
import pathlib

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")


def answer(sql):
    try:
        frame = spark.sql(sql)
        shown = frame._jdf.showString(50, 0, False)
        return {"show": shown, "schema": [[f.name, f.dataType.simpleString()] for f in frame.schema.fields]}
    except Exception as error:
        return {"error": str(error).split("\n")[0]}


queries = pathlib.Path(__file__).with_name("queries.sql").read_text().strip().split("\n")
print("[\n" + ",\n".join(json.dumps({"sql": sql, **answer(sql)}, ensure_ascii=False) for sql in queries) + "\n]")
