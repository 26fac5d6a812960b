import { join } from "node:path";
import { createRunner } from "../shell/runner.js";
import { loadTerminal } from "../shell/terminal/load-terminal.js";
import { version } from "../util/version.js";
import type { ShellArguments } from "./command-line.js";
import { openDataDir } from "./data-dir.js";
import { Session } from "./session.js";

const banner = `tweet-shell ${version}: Structured Streaming in TypeScript, Spark 4.1.1 semantics, Node ${process.versions.node}
\`spark\`, \`sc\`, \`$\`, \`functions\` and \`Trigger\` are there; Scala lines work too. :producer plays tweets, :help lists commands.
`;

const statuses = { quit: 0, SIGTERM: 143, SIGHUP: 129 } as const;

/** The prompt with its pane; resolves with the exit status when it is left. */
export async function runInteractive(args: ShellArguments): Promise<number> {
  const dataDir = openDataDir(args.dataDir);
  const session = new Session({
    dataDir,
    conf: args.conf,
    notices: { info: line => terminal.output.answer(line), warn: line => terminal.output.error(line) },
  });
  const { startTerminal } = await loadTerminal();
  const terminal = startTerminal({
    monitor: session.backend,
    statusLines: () => session.statusLines(),
    historyFile: join(dataDir, "history"),
    banner,
    pane: args.pane,
    onExit: async () => {
      await session.close();
      runner.close();
    },
  });
  const runner = createRunner({
    bindings: session.bindings,
    output: terminal.output,
    monitor: session.backend,
    producer: session.producer,
    marks: process.stdout,
    onQuit: () => terminal.quit(),
    onInterrupt: () => session.interrupt(),
    onTypedAhead: keys => terminal.typed(keys),
  });
  // The type checker loads once the prompt stands.
  setImmediate(() => runner.warmUp());
  const { init } = args;
  terminal.attach(runner, init === undefined ? undefined : () => runner.runFile(init));
  return statuses[await terminal.closed];
}
