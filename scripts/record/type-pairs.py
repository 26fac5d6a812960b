"""Records what real Spark makes of seeded random values of every pair of types, cast and calculated with: test/gold/type-pairs.json.

usage: python scripts/record/type-pairs.py > test/gold/type-pairs.json     (in a Python with pyspark)

Each case is a pair of types with expressions over literals of them, in ANSI mode and out of it: the types of their
results and the results as text, or the class of the error.
"""

import random

from spark import session, write

ZONE = "Asia/Seoul"
spark = session()
spark.conf.set("spark.sql.session.timeZone", ZONE)
draw = random.Random(41_1)


def whole(bits):
    limit = 2 ** (bits - 1)
    return draw.choice([0, 1, -1, limit - 1, -limit, draw.randrange(-limit, limit), draw.randrange(-100, 100)])


def decimal(precision, scale):
    digits = draw.randrange(1, precision + 1)
    unscaled = draw.choice([0, 10**precision - 1, draw.randrange(10**digits), draw.randrange(1000)])
    text = str(unscaled).rjust(scale + 1, "0")
    point = f"{text[:-scale]}.{text[-scale:]}" if scale else text
    return f"cast('{draw.choice(['', '-'])}{point}' AS DECIMAL({precision},{scale}))"


def fraction(name):
    special = ["'NaN'", "'Infinity'", "'-Infinity'", "'-0.0'", "'1.0E300'", "'1.0E-40'", "'0.1'"]
    number = f"'{draw.choice([draw.uniform(-1e6, 1e6), draw.uniform(-1, 1), draw.uniform(-1e19, 1e19)])!r}'"
    return f"cast({draw.choice([*special, number, number, number])} AS {name})"


texts = [
    "", " ", "0", " 12 ", "-7", "+3", "128", "-129", "32768", "2147483648", "9223372036854775808", "1.5", "-.5", "1.", "1e3", "1E-2",
    "NaN", "inf", "-Infinity", "0x1F", "1L", "1d", "true", "T", " yes ", "n", "off", "2024-02-29", "2023-02-29", "2024-2-9", "2024", "2024-02",
    "+10000-01-01", "0001-01-01", "9999-12-31 23:59:59.999999", "2024-02-29 12:34:56.789", "2024-02-29T12:34:56+09:00", "1987-05-10 02:30:00",
    "1988-10-09 02:30:00", "12:34:56", "2024-02-29 25:00:00", "1 02:03:04.5", "INTERVAL '1' DAY", "1 day", "1-2", "-0-11", "소유", "1,5", "1 2",
]
days = ["0001-01-01", "1582-10-04", "1582-10-15", "1969-12-31", "1987-05-10", "1988-05-08", "2000-02-29", "2024-12-31", "9999-12-31"]
times = [
    "00:00:00", "02:30:00", "03:00:00", "12:34:56.789012", "23:59:59.999999",
]


def moment():
    day = draw.choice([*days, f"{draw.randrange(1, 9999):04}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"])
    return f"{day} {draw.choice(times)}"


# A literal of each type.
types = {
    "BOOLEAN": lambda: draw.choice(["true", "false"]),
    "TINYINT": lambda: f"cast({whole(8)} AS TINYINT)",
    "SMALLINT": lambda: f"cast({whole(16)} AS SMALLINT)",
    "INT": lambda: f"cast({whole(32)} AS INT)",
    "BIGINT": lambda: f"cast({whole(64)} AS BIGINT)",
    "FLOAT": lambda: fraction("FLOAT"),
    "DOUBLE": lambda: fraction("DOUBLE"),
    "DECIMAL(5,2)": lambda: decimal(5, 2),
    "DECIMAL(20,0)": lambda: decimal(20, 0),
    "DECIMAL(38,18)": lambda: decimal(38, 18),
    "STRING": lambda: "'" + draw.choice(texts).replace("'", "\\'") + "'",
    "BINARY": lambda: draw.choice(["X''", "X'00'", "X'31'", "X'FF80'", "X'EC868C'", "X'0102030405060708'", "X'010203040506070809'"]),
    "DATE": lambda: f"DATE'{moment()[:10]}'",
    "TIMESTAMP": lambda: f"TIMESTAMP'{moment()}'",
    "TIMESTAMP_NTZ": lambda: f"TIMESTAMP_NTZ'{moment()}'",
    "INTERVAL DAY TO SECOND": lambda: f"INTERVAL '{draw.choice(['', '-'])}{draw.choice([0, 1, 400, 106751990])} {draw.choice(['00:00:00', '23:59:59.999999', '04:00:54.775807'])}' DAY TO SECOND",
    "INTERVAL YEAR TO MONTH": lambda: f"INTERVAL '{draw.choice(['', '-'])}{draw.choice([0, 1, 99, 178956970])}-{draw.randrange(0, 8)}' YEAR TO MONTH",
}
operators = ["+", "-", "*", "/", "%", "div", "=", "<", "<=>"]


def error_class(error):
    """None for what has none, such as Java's own errors."""
    return getattr(error, "getCondition", lambda: None)()


def as_text(expression):
    return f"hex({expression})" if expression.endswith("AS BINARY)") else f"cast({expression} AS STRING)"


def answers(expressions):
    """[type, text] for each expression, or [error class]."""
    try:
        frame = spark.sql("SELECT " + ", ".join(f"{e} AS c{i}" for i, e in enumerate(expressions)))
        names = [field.dataType.simpleString() for field in frame.schema.fields]
        [row] = spark.sql("SELECT " + ", ".join(as_text(e) for e in expressions)).collect()
        return [list(pair) for pair in zip(names, row)]
    except Exception as error:
        if len(expressions) == 1:
            return [[error_class(error)]]
        return [answers([each])[0] for each in expressions]


def cases():
    for ansi in (True, False):
        spark.conf.set("spark.sql.ansi.enabled", str(ansi).lower())
        for source, make in types.items():
            for target, other in types.items():
                casts = [f"cast({make()} AS {target})" for _ in range(4)]
                calculated = [f"{make()} {operator} {other()}" for operator in operators for _ in range(2)]
                found = [[e, *a] for group in (casts, *([each] for each in calculated)) for e, a in zip(group, answers(group))]
                yield {"ansi": ansi, "of": source, "and": target, "found": found}


write(cases())
