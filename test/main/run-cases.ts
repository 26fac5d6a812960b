import { spawn } from "node:child_process";

const MARK = "@@CASE";

/** The lines that every program begins with. */
const preamble = [
  "import org.apache.spark.sql.functions._",
  "import org.apache.spark.sql.streaming.Trigger",
  'spark.conf.set("spark.sql.session.timeZone", "UTC")',
];

/**
 * Feeds programs to a shell's standard input, as one script, and gives back what each printed to standard output, and what all together
 * wrote to standard error.
 * @param command the shell and its arguments; @param programs lines as typed
 */
export async function runPrograms(
  command: readonly string[],
  programs: readonly (readonly string[])[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ printed: string[]; complaints: string }> {
  const lines = [
    ...preamble,
    ...programs.flatMap((program, i) => [`println("${MARK} ${i}")`, ...program]),
    `println("${MARK} end")`,
  ];
  const shell = spawn(command[0]!, command.slice(1), {
    env: { ...process.env, TZ: "UTC", ...env },
    stdio: "pipe",
  });
  let output = "";
  let complaints = "";
  shell.stdout.setEncoding("utf8").on("data", text => (output += text));
  shell.stderr.setEncoding("utf8").on("data", text => (complaints += text));
  shell.stdin.end(`${lines.join("\n")}\n`);
  await new Promise(resolve => shell.on("close", resolve));
  const printed = programs.map((_, i) => {
    const from = output.indexOf(`${MARK} ${i}\n`);
    const to = output.indexOf(`${MARK} ${i === programs.length - 1 ? "end" : i + 1}\n`);
    return from < 0 || to < 0
      ? `not reached; the shell said:\n${(output + complaints).slice(-2000)}`
      : output.slice(from, to);
  });
  return { printed, complaints };
}

/** Of what a shell prints, Spark's own: tables, batch headers, schemas, and what was printed by the program. */
export function blocks(output: string): string[] {
  return output
    .split("\n")
    .map(line => line.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, "").replace(/^(scala> |tweet> )+/, ""))
    .filter(line =>
      /^([+|]| \|--| \| {2}|-RECORD| \w+ +\| |Batch: |-{20,}|root$|only showing|\[|StructType|\d+$)/.test(
        line,
      ),
    );
}
