"""What the recorders share: a quiet Spark in UTC, its answer to a query, cases written a line each."""

import json

from pyspark.sql import SparkSession


def session():
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark


def answer(spark, sql, rows=20):
    """What it shows with its schema, or the first line of its error."""
    try:
        frame = spark.sql(sql)
        schema = [[f.name, f.dataType.simpleString()] for f in frame.schema.fields]
        return {"show": frame._jdf.showString(rows, 0, False), "schema": schema}
    except Exception as error:
        return {"error": str(error).split("\n")[0]}


def write(cases):
    print("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]")
