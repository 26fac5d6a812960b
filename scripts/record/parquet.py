"""Records Parquet files that real Spark writes, one for each way to pack them, and what it shows of them: test/gold/parquet/.

usage: python scripts/record/parquet.py test/gold/parquet     (in a Python with pyspark)
"""

import pathlib
import shutil
import sys
import tempfile

from spark import session

spark = session()
rows = """SELECT * FROM VALUES
 (true, 1Y, 2S, 3, 9223372036854775807L, 1.5F, 2.5D, 123.45BD, cast('12345678901234.567' AS DECIMAL(18,3)),
  cast('-12345678901234567890123456789012345.678' AS DECIMAL(38,3)), '소유 🎉', X'00FF', DATE'1582-10-15',
  TIMESTAMP'0001-01-01 00:00:00', TIMESTAMP_NTZ'9999-12-31 23:59:59.999999', array(1, NULL, 3),
  map('a', 1, 'b', NULL), map(1, 'x', 2, 'y'), named_struct('x', 1, 'y', array(named_struct('z', cast(NULL AS STRING)))),
  INTERVAL '1 02:03:04.5' DAY TO SECOND, INTERVAL '1-2' YEAR TO MONTH),
 (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (false, -1Y, -2S, -3, -9223372036854775808L, float('NaN'), double('-Infinity'), -0.01BD, 0.000, 0.000, '', X'',
  DATE'9999-12-31', TIMESTAMP'2024-02-29 12:34:56.789012', TIMESTAMP_NTZ'1960-01-01 00:00:00.000001', array(),
  map(), map(), named_struct('x', NULL, 'y', array()), INTERVAL '-1' DAY, INTERVAL '-1' MONTH)
AS t(bool, b, s, i, l, f, d, dec, dec18, dec38, str, bin, day, ts, ntz, arr, m, m2, st, dt, ym)"""

target = pathlib.Path(sys.argv[1])
frame = spark.sql(rows).coalesce(1)
with tempfile.TemporaryDirectory() as folder:

    def keep(name, **options):
        frame.write.mode("overwrite").options(**options).parquet(folder)
        [part] = pathlib.Path(folder).glob("part-*.parquet")
        shutil.copy(part, target / f"{name}.parquet")

    for codec in ("snappy", "gzip", "zstd", "none"):
        keep(codec, compression=codec)
    for unit in ("MICROS", "MILLIS"):
        spark.conf.set("spark.sql.parquet.outputTimestampType", f"TIMESTAMP_{unit}")
        keep(unit.lower())
shown = spark.read.parquet(str(target / "snappy.parquet"))
(target / "shown.txt").write_text(shown._jdf.schema().treeString() + shown._jdf.showString(20, 0, True))
