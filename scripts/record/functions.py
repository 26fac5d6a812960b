"""Records what real Spark answers to its own function examples: test/gold/functions.json.

usage: python scripts/record/functions.py > test/gold/functions.json     (in a Python with pyspark)

Each function's examples are taken from DESCRIBE FUNCTION EXTENDED and run as they stand, with Spark 4's defaults and the
session time zone UTC. Examples run twice and are left out when they differ (random seeds, ids), and so are those of the
clock, of the JVM and of Python workers; those that fail keep their error.
"""

import json
import re
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")


def examples(function):
    rows = spark.sql(f"DESCRIBE FUNCTION EXTENDED `{function}`").collect()
    text = "\n".join(row[0] for row in rows)
    _, _, after = text.partition("Examples:")
    return [m.group(1).strip() for m in re.finditer(r"^\s*> (.+?);\s*$", after, re.M | re.S)]


def answer(sql):
    try:
        frame = spark.sql(sql)
        schema = [[f.name, f.dataType.simpleString()] for f in frame.schema.fields]
        return {"show": frame._jdf.showString(20, 0, False), "schema": schema}
    except Exception as error:
        return {"error": str(error).split("\n")[0]}


left_alone = [
    "current_time(0)",
    "unix_timestamp()",
    "current_date",
    "curdate",
    "current_timezone()",
    "java_method",
    "reflect",
    "python_worker_logs",
]
operators = ["!", "%", "&", "*", "+", "-", "/", "<", "<<", "<=", "<=>", "<>", "=", "==", ">", ">=", ">>", ">>>", "^", "|", "||", "~"]
names = sorted({row[0].split(".")[-1] for row in spark.sql("SHOW FUNCTIONS").collect()} | set(operators))
cases, left_out = [], []
for name in names:
    try:
        found = examples(name)
    except Exception as error:
        print(name, str(error).split("\n")[0], file=sys.stderr)
        continue
    for sql in found:
        first, second = answer(sql), answer(sql)
        if first != second or any(each in sql for each in left_alone):
            left_out.append(sql)
        else:
            cases.append({"fn": name, "sql": sql, **first})
print(f"{len(cases)} cases; left out: {left_out}", file=sys.stderr)
print("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]")
