"""Records what real Spark says of SQL that is none: test/gold/parse-errors.json.

usage: python scripts/record/parse-errors.py < statements.txt > test/gold/parse-errors.json     (in a Python with pyspark)

A statement a line, `\\n` for a line's end within it; one that begins with `expr: ` is parsed as an expression. Those that
Spark's parser takes are left out.
"""

import sys

from spark import session, write

spark = session()
parser = spark._jsparkSession.sessionState().sqlParser()

cases = []
for line in sys.stdin.read().split("\n")[:-1]:
    kind, sql = ("expression", line[6:]) if line.startswith("expr: ") else ("statement", line)
    sql = sql.replace("\\n", "\n")
    try:
        parser.parseExpression(sql) if kind == "expression" else parser.parsePlan(sql)
    except Exception as error:
        cases.append({"kind": kind, "sql": sql, "error": error.java_exception.getMessage().strip()})
write(cases)
