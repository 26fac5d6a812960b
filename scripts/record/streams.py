"""Records what spark-shell prints for the programs of streams.txt: test/gold/streams.json.

usage: SPARK_HOME=… python scripts/record/streams.py > test/gold/streams.json     (SPARK_HOME: of Spark 4.1.1)
"""

import json
import os
import pathlib
import re
import subprocess

here = pathlib.Path(__file__).resolve().parent
data = here.parent.parent / "test/gold/conformance/data"
schemas = {
    "tweets": "ts TIMESTAMP, user STRING, text STRING, lang STRING, n BIGINT",
    "nums": "k STRING, v BIGINT",
    "clicks": "ts TIMESTAMP, ad BIGINT, who STRING",
    "views": "vts TIMESTAMP, vad BIGINT, page STRING",
}
PREAMBLE = [
    "import org.apache.spark.sql.functions._",
    "import org.apache.spark.sql.streaming.Trigger",
    'spark.conf.set("spark.sql.session.timeZone", "UTC")',
    'spark.conf.set("spark.sql.shuffle.partitions", "2")',
]
KEPT = re.compile(r"^([+|]| \|--| \|  |root$|only showing|Batch: |-{20,})")


def stream(match):
    name = match.group(1)
    return (
        f'spark.readStream.schema("{schemas[name]}").option("maxFilesPerTrigger", "1").json("@DATA@/{name}")'
    )


def expand(line):
    line = re.sub(r"@(tweets|nums|clicks|views)\b", stream, line)
    return re.sub(
        r" @(append|update|complete)$",
        r'.writeStream.outputMode("\1").format("console").option("truncate", "false")'
        r".trigger(Trigger.AvailableNow()).start().awaitTermination()",
        line,
    )


def programs():
    for block in (here / "streams.txt").read_text().split("\n\n")[1:]:
        head, *lines = [line for line in block.strip().split("\n") if not line.startswith("#")]
        name, *how = head.split()
        yield {"name": name, "lines": [expand(line) for line in lines], "how": how}


def order_files():
    for folder in data.iterdir():
        for i, file in enumerate(sorted(folder.iterdir())):
            os.utime(file, (1_700_000_000 + 60 * i,) * 2)


def run(cases):
    lines = list(PREAMBLE)
    for i, case in enumerate(cases):
        lines.append(f'println("@@CASE {i}")')
        lines += [line.replace("@DATA@", str(data)) for line in case["lines"]]
    lines.append('println("@@CASE end")')
    shell = [os.environ["SPARK_HOME"] + "/bin/spark-shell", "--master", "local[2]"]
    shell += ["--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=OFF"]
    done = subprocess.run(shell, input="\n".join(lines) + "\n", capture_output=True, text=True, check=False)
    # The REPL tells of errors on the other stream: order is kept by standard output alone.
    output = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", done.stdout)
    return dict(re.findall(r"@@CASE (\d+)\n(.*?)(?=@@CASE )", output, re.S))


def recorded(case, printed):
    result = {"name": case["name"], "lines": case["lines"], "ordered": "ordered" in case["how"]}
    if "error" in case["how"]:
        found = re.search(r"^(?:scala> )?[\w.$]+(?:Exception|Error): (.*?)(?: SQLSTATE: \w+)?;?$", printed, re.M)
        message = re.sub(r".* terminated with exception: ", "", found.group(1)) if found else ""
        return {**result, "error": message} if message else {**result, "unexpected": printed[:2000]}
    lines = [re.sub(r"^(?:scala> )+", "", line) for line in printed.split("\n")]
    kept = [line for line in lines if KEPT.match(line)]
    return {**result, "output": "\n".join(kept)} if kept else {**result, "unexpected": printed[:3000]}


order_files()
cases = list(programs())
answers = run(cases)
entries = [recorded(case, answers.get(str(i), "")) for i, case in enumerate(cases)]
print("[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries) + "\n]")
