"""Records what real Spark answers to queries.sql, a query a line: test/gold/queries.json.

usage: python scripts/record/queries.py > test/gold/queries.json     (in a Python with pyspark)
"""

import pathlib

from spark import answer, session, write

spark = session()

queries = pathlib.Path(__file__).with_name("queries.sql").read_text().strip().split("\n")
write({"sql": sql, **answer(spark, sql, rows=50)} for sql in queries)
