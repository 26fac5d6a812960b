"""Records what real Spark answers to its own function examples: test/gold/functions.json.

usage: python scripts/record/functions.py > test/gold/functions.json     (in a Python with pyspark)

Each function's examples are taken from DESCRIBE FUNCTION EXTENDED and run as they stand, with Spark 4's defaults and the
session time zone UTC. Examples run twice and are left out when they differ (random seeds, ids), and so are those of the
clock, of the JVM and of Python workers; those that fail keep their error.
"""

import re
import sys

from spark import answer, session, write

spark = session()


def examples(function):
    rows = spark.sql(f"DESCRIBE FUNCTION EXTENDED `{function}`").collect()
    text = "\n".join(row[0] for row in rows)
    _, _, after = text.partition("Examples:")
    return [m.group(1).strip() for m in re.finditer(r"^\s*> (.+?);\s*$", after, re.M | re.S)]


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
        first, second = answer(spark, sql), answer(spark, sql)
        if first != second or any(each in sql for each in left_alone):
            left_out.append(sql)
        else:
            cases.append({"fn": name, "sql": sql, **first})
print(f"{len(cases)} cases; left out: {left_out}", file=sys.stderr)
write(cases)
