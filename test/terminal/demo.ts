/**
 * A shell without a language, for the tests of the terminal: entries are commands, queries are made up. Started with
 * its options as JSON.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { QueryView } from "../../src/contracts/query-monitor.js";
import type { EntryRunner } from "../../src/shell/entry.js";
import { loadTerminal } from "../../src/shell/terminal/load-terminal.js";

interface DemoOptions {
  pane?: boolean;
  queries?: number;
  /** Milliseconds between batches. */
  every?: number;
  rows?: number;
  wide?: number;
  /** Milliseconds until there is a runner. */
  attachAfter?: number;
  historyFile: string;
}

const options = JSON.parse(process.argv[2] ?? "{}") as DemoOptions;
let views: QueryView[] = [];
let changed = () => {};
let batchId = 0;
let rows = options.rows ?? 2;
const tell = (next: QueryView[]) => {
  views = next;
  changed();
};

function query(index: number): QueryView {
  return {
    id: `${index}0000000-0000-0000-0000-000000000000`,
    runId: `run-${index}`,
    name: index === 0 ? null : `query${index}`,
    state: "active",
    status: { message: "Waiting for data to arrive", isDataAvailable: false, isTriggerActive: false },
  };
}

function withBatch(view: QueryView): QueryView {
  const width = options.wide ?? 20;
  const border = `+---+${"-".repeat(width)}+`;
  const line = (id: number | string, text: string, cells: number) =>
    `|${String(id).padEnd(3)}|${text}${" ".repeat(Math.max(0, width - cells))}|`;
  const body = Array.from({ length: rows }, (_, i) =>
    i % 3 === 0
      ? line(i, "안녕하세요 🎉", 13)
      : line(i, `row ${i} of ${batchId} `.padEnd(width, i % 3 === 1 ? " " : "x"), width),
  );
  return {
    ...view,
    batch: {
      queryId: view.id,
      runId: view.runId,
      batchId,
      table: [border, line("key", "value", 5), border, ...body, border, ""],
      rowCount: rows,
    },
    progress: {
      id: view.id,
      runId: view.runId,
      name: view.name,
      timestamp: new Date().toISOString(),
      batchId,
      batchDuration: 12,
      numInputRows: rows,
      inputRowsPerSecond: 24.04,
      processedRowsPerSecond: 12_345.6,
      durationMs: {},
      stateOperators: [],
      eventTime: {},
      observedMetrics: {},
      sources: [],
      sink: { description: "console", numOutputRows: rows },
    },
  };
}

const { startTerminal } = await loadTerminal();
const terminal = startTerminal({
  monitor: {
    queries: () => views,
    subscribe: callback => {
      changed = callback;
      return () => {};
    },
  },
  statusLines: () => (views.length > 0 ? ["producer: samples → twitter, 2.0/s"] : []),
  historyFile: options.historyFile,
  banner: "Welcome to the demo",
  pane: options.pane ?? true,
  onExit: async reason => {
    await sleep(20);
    terminal.output.answer(`bye (${reason})`);
  },
});

let breakOff = () => {};
const commands: Record<string, (text: string) => unknown> = {
  echo: text => text,
  print: text => console.log(text),
  part: text => void process.stdout.write(text),
  warn: text => console.error(text),
  deprecate: text => process.emitWarning(text, "DeprecationWarning"),
  flood: count => {
    for (let i = 0; i < Number(count); i++) console.log(`flood ${i}`);
  },
  fail: text => {
    throw new Error(text);
  },
  wait: ms =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve("waited"), Number(ms));
      breakOff = () => {
        clearTimeout(timer);
        reject(new Error("broken off"));
      };
    }),
  queries: count => tell(Array.from({ length: Number(count) }, (_, i) => withBatch(query(i)))),
  rows: count => {
    rows = Number(count);
    tell(views.map(withBatch));
  },
  break: why => tell(views.map((view, i) => (i === 0 ? { ...view, state: "failed", error: why } : view))),
  stop: () => tell([]),
  pane: words => terminal.pane.command(words),
  rss: () => `rss ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
  crash: () => setImmediate(() => JSON.parse("{")),
  quit: () => terminal.quit(),
};

const runner: EntryRunner = {
  isComplete: text => (text.match(/\(/g)?.length ?? 0) <= (text.match(/\)/g)?.length ?? 0),
  run: async text => {
    try {
      const [name = "", ...rest] = text.split(" ");
      const command = commands[name];
      const answer = command ? await command(rest.join(" ")) : `ran ${JSON.stringify(text)}`;
      if (answer !== undefined) terminal.output.answer(String(answer));
      return true;
    } catch (error) {
      terminal.output.error((error as Error).message);
      return false;
    } finally {
      breakOff = () => {};
    }
  },
  interrupt: () => {
    breakOff();
    return true;
  },
};

if (options.queries) tell(Array.from({ length: options.queries }, (_, i) => withBatch(query(i))));
if (options.every)
  setInterval(() => {
    batchId++;
    tell(views.map(withBatch));
  }, options.every);
setTimeout(() => terminal.attach(runner), options.attachAfter ?? 0);
process.exitCode = { quit: 0, SIGTERM: 143, SIGHUP: 129 }[await terminal.closed];
process.exit();
