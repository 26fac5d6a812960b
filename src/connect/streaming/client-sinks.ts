import type { StreamingWrite } from "../../contracts/backend.js";
import type { ConsoleBatch } from "../../contracts/console-batch.js";
import type { OutputColumn, RemoteRelation } from "../../plan/nodes/logical-plan.js";
import { showString } from "../../types/display/show-string.js";
import { columnsOf } from "../../types/vector/index.js";
import { UserError } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import type { ConnectRemote } from "../connect-remote.js";
import type { RelationInit } from "../remote-relation.js";
import type { ServerConf } from "../server-conf.js";
import { type LocalBatch, LocalBatches } from "./local-batches.js";
import type { ProgressJson } from "./progress-json.js";

const DEFAULT_ROWS = 20;
const DEFAULT_CELL_WIDTH = 20;
/** How many rows of a micro-batch may come to closures of this shell, unless the option `maxRows` says another number. */
const CLOSURE_ROWS = 1000;

/** A sink in this shell of a query on the server. */
export interface ClientSink {
  /** What the server runs, and drops. */
  readonly input: RelationInit;
  /** Takes the batch that a progress report holds. */
  take(progress: ProgressJson, query: { readonly id: string; readonly runId: string }): Promise<void>;
  /** Ends what it holds. */
  stop(): Promise<void>;
}

/** The sink that a query has in this shell; undefined where the server has it. */
export function clientSink(
  write: StreamingWrite,
  remote: ConnectRemote,
  conf: ServerConf,
  show: (batch: ConsoleBatch) => void,
): ClientSink | undefined {
  if (write.sink) return closureSink(write, remote, conf);
  return write.format.toLowerCase() === "console" ? consoleSink(write, remote, conf, show) : undefined;
}

function consoleSink(
  { plan, options }: StreamingWrite,
  remote: ConnectRemote,
  conf: ServerConf,
  show: (batch: ConsoleBatch) => void,
): ClientSink {
  const map = new OptionMap(options);
  const [numRows, cuts] = [map.integer("numRows", DEFAULT_ROWS), map.boolean("truncate", true)];
  const { local, columns } = localBatches(plan as RemoteRelation, remote, numRows);
  return {
    input: local.input,
    async take(progress, { id: queryId, runId }) {
      const batch = batchOf(local, progress);
      const { batchId, rows, rowCount } = batch;
      const truncate = cuts ? DEFAULT_CELL_WIDTH : 0;
      const text = showString(columns, rows, rowCount > rows.length, { truncate, timeZone: conf.timeZone });
      const hasInput = progress.numInputRows > 0;
      show({ queryId, runId, batchId, table: text.split("\n"), rowCount, hasInput });
    },
    stop: async () => {},
  };
}

/** `foreach` and `foreachBatch`: closures stay here, the rows of small batches come to them. */
function closureSink(
  { plan, options, outputMode, partitionBy, sink, format }: StreamingWrite,
  remote: ConnectRemote,
  conf: ServerConf,
): ClientSink {
  const limit = new OptionMap(options).integer("maxRows", CLOSURE_ROWS, 1);
  const { local, columns } = localBatches(plan as RemoteRelation, remote, limit);
  const end = new AbortController();
  let stream: ReturnType<NonNullable<typeof sink>["stream"]> | undefined;
  return {
    input: local.input,
    async take(progress, { id: queryId, runId }) {
      const { timeZone } = conf;
      stream ??= sink!.stream(options, {
        queryId,
        runId,
        timeZone,
        outputMode,
        columns,
        partitionBy,
        signal: end.signal,
      });
      const { batchId, rows, rowCount } = batchOf(local, progress);
      if (rowCount > limit)
        throw new UserError(
          `Batch ${batchId} has ${rowCount} rows, and ${format} on the client takes ${limit} at most: raise .option("maxRows", …), make batches smaller, or write to a sink of the cluster.`,
        );
      const batch = { length: rows.length, columns: columnsOf(local.types, rows) };
      await stream.addBatch(
        batchId,
        columns,
        (async function* () {
          yield batch;
        })(),
      );
    },
    async stop() {
      end.abort();
      await stream?.stop?.();
    },
  };
}

function localBatches(plan: RemoteRelation, remote: ConnectRemote, limit: number) {
  const schema = remote.schema(plan);
  const local = new LocalBatches(plan, schema, limit, () => remote.nextPlanId());
  const columns: OutputColumn[] = schema.fields.map(({ name }, i) => ({ name, type: local.types[i]! }));
  return { local, columns };
}

function batchOf(local: LocalBatches, progress: ProgressJson): LocalBatch {
  const batch = local.batchOf(progress);
  if (batch) return batch;
  throw new UserError(`The server did not send the rows of batch ${progress.batchId}.`);
}
