import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const home = resolve(".peers/spark");

/** The command of a real spark-shell with the Kafka source, which `scripts/peers.sh spark` installs. */
export function sparkShell(): string[] {
  const lib = join(home, "venv/lib");
  if (!existsSync(lib)) throw new Error("no Spark in .peers/: run scripts/peers.sh spark");
  const jars = readdirSync(join(home, "jars")).map(jar => join(home, "jars", jar));
  return [
    join(lib, readdirSync(lib)[0]!, "site-packages/pyspark/bin/spark-shell"),
    ...["--master", "local[2]", "--jars", jars.join(",")],
    ...["--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=2"],
  ];
}

/** Runs lines of Scala; resolves with all that was printed. */
export async function runSpark(...lines: readonly string[]): Promise<string> {
  const [command, ...args] = sparkShell();
  const shell = spawn(command!, [...args, "--conf", "spark.ui.showConsoleProgress=false"], {
    env: { ...process.env, TZ: "UTC", SPARK_LOCAL_IP: "127.0.0.1" },
    stdio: "pipe",
  });
  let output = "";
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding("utf8").on("data", text => (output += text));
  shell.stdin.end(`${lines.join("\n")}\n`);
  await new Promise(resolve => shell.on("close", resolve));
  return output;
}
