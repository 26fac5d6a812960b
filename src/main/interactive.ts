import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Runner } from "../shell/runner.js";
import { loadTerminal } from "../shell/terminal/load-terminal.js";
import { version } from "../util/version.js";
import type { ShellArguments } from "./command-line.js";
import { openDataDir } from "./data-dir.js";
import { LateMonitor } from "./late-monitor.js";
import type { Session } from "./session.js";
import { topicsControl } from "./topics.js";

const banner = `tweet-shell ${version}: Structured Streaming in TypeScript, Spark 4.1.1 semantics, Node ${process.versions.node}
\`spark\`, \`sc\`, \`$\`, \`functions\` and \`Trigger\` are there; Scala lines work too. :producer plays tweets, :help lists commands.
`;

/** Where lines run stands at each of them. */
const promptOf = (place: string | undefined) =>
  place === undefined ? "tweet> " : `tweet@${place.replace(/:\d+$/, "")}> `;

const statuses = { quit: 0, SIGTERM: 143, SIGHUP: 129 } as const;

/** The prompt with its pane; resolves with the exit status when it is left. */
export async function runInteractive(args: ShellArguments): Promise<number> {
  const dataDir = openDataDir(args.dataDir);
  const monitor = new LateMonitor();
  let session: Session | undefined;
  let runner: Runner | undefined;
  let isOver = false;
  const startTerminal = args.screenReader
    ? (await import("../shell/terminal/plain-terminal.js")).startPlainTerminal
    : (await loadTerminal()).startTerminal;
  const terminal = startTerminal({
    monitor,
    statusLines: () => session?.statusLines() ?? [],
    actions: () => session?.actions() ?? [],
    historyFile: join(dataDir, "history"),
    banner,
    prompt: () => (runner?.isSql ? "sql> " : promptOf(session?.place)),
    pane: args.pane,
    onExit: async () => {
      isOver = true;
      await session?.close();
      runner?.close();
    },
  });
  // The prompt stands before the engine and its functions are loaded; what is typed until then is held.
  await nextTurn();
  const { Session } = await import("./session.js");
  const { createRunner } = await import("../shell/runner.js");
  if (!isOver) {
    const opened = await Session.open(
      {
        dataDir,
        conf: args.conf,
        notices: { info: line => terminal.output.answer(line), warn: line => terminal.output.error(line) },
      },
      args.remote,
    ).catch((error: unknown) => {
      terminal.close();
      throw error;
    });
    session = opened;
    if (opened.place !== undefined) terminal.output.answer(opened.whereLinesRun);
    monitor.follow(opened.monitor);
    const started = createRunner({
      bindings: opened.bindings,
      output: terminal.output,
      monitor: opened.monitor,
      producer: opened.producer,
      cluster: opened,
      topics: topicsControl,
      pane: terminal.pane,
      edit: text => terminal.edit(text),
      onSetting: (name, on) => {
        if (name === "pager") terminal.long.mode = on ? "auto" : "off";
      },
      page: () => terminal.lend(() => terminal.long.page()),
      marks: process.stdout,
      completion: opened.completion,
      onQuit: () => terminal.quit(),
      onInterrupt: () => opened.interrupt(),
      onTypedAhead: keys => terminal.typed(keys),
    });
    runner = started;
    // The type checker loads once the prompt stands.
    setImmediate(() => started.warmUp());
    const { init } = args;
    terminal.attach(started, init === undefined ? undefined : () => started.runFile(init));
  }
  return statuses[await terminal.closed];
}
