import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Attribute } from "../plan/expressions/expression.js";
import type { CollectMetrics, LogicalPlan, RemoteRelation } from "../plan/nodes/logical-plan.js";
import type { RelationSchema } from "./proto/generated/relations_pb.js";

export type RelationInit = MessageInitShape<typeof RelationSchema>;
type RelationBody = NonNullable<RelationInit["relType"]>;

/** What the server is told of a DataFrame, and what stands below it. */
export class RemoteTable {
  readonly message: RelationInit;

  constructor(
    readonly planId: bigint,
    body: RelationBody,
    readonly inputs: readonly RemoteRelation[] = [],
    /** Who wants to be told of figures, by the name of the observation. */
    readonly observers: ReadonlyMap<string, NonNullable<CollectMetrics["tell"]>> = new Map(),
    /** Addresses of the Kafka brokers that are read. */
    readonly brokers: ReadonlySet<string> = new Set(),
  ) {
    this.message = { common: { planId }, relType: body };
  }
}

/** The table behind a plan of a remote session. */
export function tableOf(plan: LogicalPlan): RemoteTable {
  if (plan.kind === "remote" && plan.handle instanceof RemoteTable) return plan.handle;
  throw new Error(`a plan that no server knows: ${plan.kind}`);
}

/** A table as a leaf of our own analysis. What is not known yet is asked for when it is first needed. */
export function remoteRelation(
  handle: RemoteTable,
  output: () => readonly Attribute[],
  isStreaming: () => boolean,
): RemoteRelation {
  return Object.freeze({
    kind: "remote",
    handle,
    get output() {
      return output();
    },
    get isStreaming() {
      return isStreaming();
    },
  });
}

/** A getter that computes once. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
