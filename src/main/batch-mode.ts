import { createRunner } from "../shell/runner.js";
import { runLines } from "../shell/script.js";
import { QueryRecord } from "../shell/terminal/query-record.js";
import type { ShellArguments } from "./command-line.js";
import { openDataDir } from "./data-dir.js";
import { Session } from "./session.js";
import { topicsControl } from "./topics.js";

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs a file, code, or piped input, without a terminal: answers and tables to standard output, the rest to standard error. */
export async function runBatch(args: ShellArguments): Promise<number> {
  const write = (text: string) => void process.stdout.write(asLine(text));
  const complain = (text: string) => void process.stderr.write(asLine(text));
  const session = await Session.open(
    {
      dataDir: openDataDir(args.dataDir),
      conf: args.conf,
      notices: { info: complain, warn: complain },
    },
    args.remote,
  );
  const record = new QueryRecord({ line: write, error: complain }, () => true);
  session.monitor.subscribe(() => record.update(session.monitor.queries()));
  const close = async () => {
    await session.close();
    runner.close();
  };
  const { promise: left, resolve: leave } = withResolvers<number>();
  const runner = createRunner({
    bindings: session.bindings,
    output: { answer: write, error: complain },
    monitor: session.monitor,
    producer: session.producer,
    cluster: session,
    topics: topicsControl,
    onQuit: () => leave(0),
    onInterrupt: () => session.interrupt(),
    onSigint: () => leave(signals.SIGINT),
  });
  runner.warmUp();
  // A second signal does not wait: it ends the process as it would any other.
  for (const [signal, status] of Object.entries(signals)) process.once(signal, () => leave(status));
  // Whoever reads may stop reading, as `head` does.
  process.stdout.on("error", () => leave(0));
  process.stderr.on("error", () => {});
  const status = await Promise.race([left, run().then(ok => (ok ? 0 : 1))]);
  await close();
  return status;

  async function run(): Promise<boolean> {
    if (args.init !== undefined && !(await runner.runFile(args.init))) return false;
    if (args.file !== undefined) return runner.runFile(args.file);
    if (args.code !== undefined) return runner.run(args.code);
    return runLines(runner, process.stdin);
  }
}

function asLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
