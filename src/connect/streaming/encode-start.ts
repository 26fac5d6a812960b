import type { StreamingWrite, TriggerSpec } from "../../contracts/backend.js";
import type { WriteStreamOperationStart } from "../proto/generated/commands_pb.js";
import type { RelationInit } from "../remote-relation.js";
import type { CommandInit } from "../session.js";

type Trigger = WriteStreamOperationStart["trigger"];

const triggers: {
  readonly [K in TriggerSpec["kind"]]: (spec: Extract<TriggerSpec, { kind: K }>) => Trigger;
} = {
  processingTime: ({ intervalMs }) => ({
    case: "processingTimeInterval",
    value: `${intervalMs} milliseconds`,
  }),
  once: () => ({ case: "once", value: true }),
  availableNow: () => ({ case: "availableNow", value: true }),
  continuous: ({ intervalMs }) => ({
    case: "continuousCheckpointInterval",
    value: `${intervalMs} milliseconds`,
  }),
};

/** `df.writeStream…start()` as a command. @param client the sink's format where this shell is the sink: the server drops the rows */
export function encodeStart(write: StreamingWrite, input: RelationInit, isClientSink: boolean): CommandInit {
  const { options, format, trigger, partitionBy, outputMode, queryName, table } = write;
  const path = Object.keys(options).find(name => name.toLowerCase() === "path");
  const { [path ?? ""]: target, ...rest } = options;
  return {
    case: "writeStreamOperationStart",
    value: {
      input,
      format: isClientSink ? "noop" : format,
      options: isClientSink ? withoutSinkOptions(rest) : rest,
      partitioningColumnNames: [...partitionBy],
      trigger: (triggers[trigger.kind] as (spec: TriggerSpec) => Trigger)(trigger),
      outputMode,
      queryName: queryName ?? "",
      sinkDestination: table
        ? { case: "tableName", value: table }
        : target === undefined
          ? { case: undefined }
          : { case: "path", value: target },
    },
  };
}

/** The console's own options say nothing to the sink on the server. */
function withoutSinkOptions(options: Readonly<Record<string, string>>): Record<string, string> {
  const own = ["numrows", "truncate", "maxrows"];
  return Object.fromEntries(Object.entries(options).filter(([name]) => !own.includes(name.toLowerCase())));
}
