import type { ProducerControl } from "../../src/contracts/producer-control.js";
import type { EmbeddedBackend } from "../../src/engine/embedded-backend.js";
import { topicsControl } from "../../src/main/topics.js";
import { createRunner, type Runner, type RunnerOptions } from "../../src/shell/runner.js";
import { promptBindings } from "../../src/sql/prompt.js";
import { SparkSession } from "../../src/sql/spark-session.js";
import { Conf } from "../../src/util/conf.js";
import { UserError } from "../../src/util/errors.js";
import { openBackend } from "../session.js";

export interface TestShell extends Runner {
  /** All that was printed since it was last asked for, a line each; errors begin with `! `. */
  said(): string[];
  /** Runs a text and answers what was printed. */
  enter(text: string): Promise<string[]>;
  readonly backend: EmbeddedBackend;
  readonly quits: number;
  readonly producerCalls: string[];
}

/** A real runner over the real API, whose output is kept. */
export function testShell(options: Partial<RunnerOptions> = {}): TestShell {
  let printed = "";
  let quits = 0;
  const conf = new Conf();
  const backend = openBackend(conf, { batch: () => {} }, () => {});
  const producerCalls: string[] = [];
  const producer: ProducerControl = {
    start: async args => {
      if (args.includes("missing.properties")) throw new UserError("no file missing.properties");
      producerCalls.push(args.join(" "));
      return "producer: samples → twitter";
    },
    control: async (action, name) =>
      producerCalls.length > 0 ? `producer ${[action, name].filter(Boolean).join(" ")}` : undefined,
    list: () => producerCalls.map(call => `producer: ${call}`),
  };
  const state = {
    backend,
    conf,
    print: (text: string) => {
      printed += text;
    },
    interruption: () => undefined,
  };
  const spark = new SparkSession(state);
  const runner = createRunner({
    bindings: promptBindings({ spark: () => spark, print: state.print, connect: async () => spark }),
    output: {
      answer: text => {
        printed += `${text}\n`;
      },
      error: text => {
        printed += `! ${text}\n`;
      },
    },
    monitor: backend,
    producer,
    topics: topicsControl,
    cluster: {
      place: undefined,
      whereLinesRun: "lines run here",
      connect: async url => `connected to ${url}`,
      disconnect: async () => "lines run here",
    },
    onQuit: () => {
      quits++;
    },
    ...options,
  });
  const said = () => {
    const lines = printed.split("\n").slice(0, -1);
    printed = "";
    return lines;
  };
  return {
    get isSql() {
      return runner.isSql;
    },
    isComplete: text => runner.isComplete(text),
    run: text => runner.run(text),
    interrupt: () => runner.interrupt(),
    complete: (text, cursor) => runner.complete!(text, cursor),
    prepare: (text, cursor) => runner.prepare!(text, cursor),
    hint: (text, cursor) => runner.hint!(text, cursor),
    warmUp: () => runner.warmUp(),
    runFile: path => runner.runFile(path),
    close: () => {
      runner.close();
      void backend.close();
    },
    said,
    enter: async text => {
      await runner.run(text);
      return said();
    },
    backend,
    producerCalls,
    get quits() {
      return quits;
    },
    get servicePid() {
      return runner.servicePid;
    },
  };
}
