import type { Backend, QueryHandle } from "../../src/contracts/backend.js";
import type { ProducerControl } from "../../src/contracts/producer-control.js";
import { createRunner, type Runner, type RunnerOptions } from "../../src/shell/runner.js";
import { promptBindings } from "../../src/sql/prompt.js";
import { parseSchema } from "../../src/types/ddl.js";
import { Conf } from "../../src/util/conf.js";
import { UserError } from "../../src/util/errors.js";

const kafkaSchema = parseSchema(
  "key BINARY, value BINARY, topic STRING, partition INT, offset BIGINT, timestamp TIMESTAMP, timestampType INT",
);

/** A backend that knows the schema of every source and has no rows: what is tested is what the shell makes of a line. */
class EmptyBackend implements Backend {
  readonly started: QueryHandle[] = [];
  relationSchema() {
    return kafkaSchema;
  }
  async *execute() {}
  startQuery() {
    const query: QueryHandle = {
      id: "1",
      runId: "2",
      name: null,
      isActive: true,
      status: { message: "Waiting for data to arrive", isDataAvailable: false, isTriggerActive: false },
      recentProgress: [],
      exception: null,
      stop: async () => {
        this.started.length = 0;
      },
      awaitTermination: async () => true,
      processAllAvailable: async () => {},
      explain: () => "",
    };
    this.started.push(query);
    return query;
  }
  activeQueries() {
    return this.started;
  }
  queries() {
    return [];
  }
  subscribe() {
    return () => {};
  }
  async close() {}
}

export interface TestShell extends Runner {
  /** All that was printed since it was last asked for, a line each; errors begin with `! `. */
  said(): string[];
  /** Runs a text and answers what was printed. */
  enter(text: string): Promise<string[]>;
  readonly backend: EmptyBackend;
  readonly quits: number;
  readonly producerCalls: string[];
}

/** A real runner over the real API, whose output is kept. */
export function testShell(options: Partial<RunnerOptions> = {}): TestShell {
  let printed = "";
  let quits = 0;
  const backend = new EmptyBackend();
  const producerCalls: string[] = [];
  const producer: ProducerControl = {
    start: async args => {
      if (args.includes("missing.properties")) throw new UserError("no file missing.properties");
      producerCalls.push(args.join(" "));
      return "producer: samples → twitter";
    },
    stop: async () => (producerCalls.length > 0 ? "producer stopped" : undefined),
    status: () => undefined,
  };
  const state = {
    backend,
    conf: new Conf(),
    print: (text: string) => {
      printed += text;
    },
    interruption: () => undefined,
  };
  const runner = createRunner({
    bindings: promptBindings(state),
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
    isComplete: text => runner.isComplete(text),
    run: text => runner.run(text),
    interrupt: () => runner.interrupt(),
    warmUp: () => runner.warmUp(),
    runFile: path => runner.runFile(path),
    close: () => runner.close(),
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
