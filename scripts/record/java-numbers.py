"""Records how Java writes random DOUBLEs, and the FLOATs next to them, as Spark shows them: test/gold/java-numbers.json.

usage: python scripts/record/java-numbers.py > test/gold/java-numbers.json     (in a Python with pyspark)
"""

import math
import random
import struct

from spark import session, write

draw = random.Random(5)
numbers = [struct.unpack(">d", struct.pack(">Q", draw.getrandbits(64)))[0] for _ in range(300)]
numbers += [draw.uniform(-limit, limit) for limit in (1, 1e7, 1e19) for _ in range(200)]
numbers += [2.0**power for power in range(-1074, 1024, 9)] + [5e-324 * n for n in range(1, 20)]
numbers += [float(digit) * 10**power for digit in (1, 2, 5) for power in range(-30, 30, 4)]
numbers += [round(draw.uniform(-1e5, 1e5), draw.randrange(6)) for _ in range(100)]
kept = [(struct.pack(">d", number).hex(), number) for number in numbers if math.isfinite(number)]
frame = session().createDataFrame(kept, "bits STRING, d DOUBLE")
write(list(row) for row in frame.selectExpr("bits", "cast(d AS STRING)", "cast(cast(d AS FLOAT) AS STRING)").collect())
