import { create } from "@bufbuild/protobuf";
import type {
  CatalogQuestion,
  ExplainMode,
  RemoteRows,
  RemoteSession,
  RemoteStep,
} from "../contracts/remote-session.js";
import { attribute } from "../plan/expressions/create.js";
import type { Attribute, Expression } from "../plan/expressions/expression.js";
import { isStreaming, outputOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan, RemoteRelation } from "../plan/nodes/logical-plan.js";
import type { StructType } from "../types/index.js";
import { rowAt } from "../types/vector/index.js";
import { OptionMap } from "../util/options.js";
import { placeOf } from "./address.js";
import { artifactOf } from "./artifact.js";
import { decodeBatches } from "./decode/arrow-batches.js";
import { decodeSchema } from "./decode/data-type.js";
import { encodeCatalog } from "./encode/catalog.js";
import { encodeExpression, quoted } from "./encode/expression.js";
import { encodeStep, inputsOf } from "./encode/relation.js";
import { encodeRemoteStep } from "./encode/remote-step.js";
import {
  type ExecutePlanResponse,
  AnalyzePlanRequest_Explain_ExplainMode as WireExplain,
} from "./proto/generated/base_pb.js";
import { RelationSchema } from "./proto/generated/relations_pb.js";
import { once, type RelationInit, RemoteTable, remoteRelation, tableOf } from "./remote-relation.js";
import type { ServerConf } from "./server-conf.js";
import { type ConnectSession, commandPlan, relationPlan } from "./session.js";

const explainModes: Readonly<Record<ExplainMode, WireExplain>> = {
  simple: WireExplain.SIMPLE,
  extended: WireExplain.EXTENDED,
  codegen: WireExplain.CODEGEN,
  cost: WireExplain.COST,
  formatted: WireExplain.FORMATTED,
};

type Body = NonNullable<RelationInit["relType"]>;

/** What a DataFrame asks of the server that its own plan does not say. */
export class ConnectRemote implements RemoteSession {
  private lastPlanId = 0n;
  private readonly schemas = new WeakMap<RemoteTable, StructType>();

  constructor(
    private readonly session: ConnectSession,
    private readonly conf: ServerConf,
    readonly version: string,
  ) {}

  get place(): string {
    return placeOf(this.session.address);
  }

  table(step: LogicalPlan, analyzeHere: () => LogicalPlan): RemoteRelation {
    if (step.kind === "remote") return step;
    const inputs = inputsOf(step);
    const table = this.make(encodeStep(step), inputs);
    const observed =
      step.kind === "collectMetrics" && step.tell
        ? new Map([...table.observers, [step.name, step.tell]])
        : table.observers;
    const handle = new RemoteTable(table.planId, table.message.relType!, inputs, observed, table.brokers);
    return this.analyzed(handle, analyzeHere) ?? this.opaque(handle);
  }

  step(input: LogicalPlan, step: RemoteStep): RemoteRelation {
    const relation = input as RemoteRelation;
    const table = this.make(encodeRemoteStep(step, relation), [relation]);
    const keepsColumns = ["repartition", "repartitionBy", "sortWithinPartitions", "hint"].includes(step.kind);
    return keepsColumns
      ? remoteRelation(
          table,
          () => relation.output,
          () => relation.isStreaming,
        )
      : this.opaque(table, () => relation.isStreaming);
  }

  read(
    {
      format,
      options,
    }: { readonly format: string | null; readonly options: Readonly<Record<string, string>> },
    schema: StructType | undefined,
    isStreamed: boolean,
  ): RemoteRelation {
    const map = new OptionMap(options);
    const paths = map.get("paths");
    const servers = map.get("kafka.bootstrap.servers");
    const body: Body = {
      case: "read",
      value: {
        isStreaming: isStreamed,
        readType: {
          case: "dataSource",
          value: {
            ...(format !== null && { format }),
            ...(schema && { schema: schema.json }),
            options: Object.fromEntries(Object.entries(options).filter(([name]) => !/^paths?$/i.test(name))),
            paths: paths
              ? (JSON.parse(paths) as string[])
              : map.get("path") !== undefined
                ? [map.get("path")!]
                : [],
          },
        },
      },
    };
    const brokers = new Set(servers && format?.toLowerCase() === "kafka" ? [servers] : []);
    return this.opaque(new RemoteTable(this.nextPlanId(), body, [], new Map(), brokers), () => isStreamed);
  }

  streamingTable(nameParts: readonly string[], options: Readonly<Record<string, string>>): RemoteRelation {
    const readType = {
      case: "namedTable",
      value: { unparsedIdentifier: quoted(nameParts), options },
    } as const;
    return this.opaque(this.make({ case: "read", value: { isStreaming: true, readType } }, []), () => true);
  }

  sql(
    text: string,
    args: {
      readonly named: Readonly<Record<string, Expression>>;
      readonly positional: readonly Expression[];
    },
  ): RemoteRelation {
    const scope = { inputs: [] };
    const named = Object.entries(args.named).map(
      ([name, value]) => [name, encodeExpression(value, scope)] as const,
    );
    const responses = this.session.executeNow(
      commandPlan({
        case: "sqlCommand",
        value: {
          input: {
            relType: {
              case: "sql",
              value: {
                query: text,
                namedArguments: Object.fromEntries(named),
                posArguments: args.positional.map(value => encodeExpression(value, scope)),
              },
            },
          },
        },
      }),
    );
    this.conf.forget();
    const answered = responses.find(
      ({ responseType }) => responseType.case === "sqlCommandResult",
    )?.responseType;
    const relation = answered?.case === "sqlCommandResult" ? answered.value.relation : undefined;
    const body = (relation?.relType ?? create(RelationSchema).relType) as Body;
    const table = this.make(body, []);
    return remoteRelation(table, this.outputOnce(table), this.streamingOnce(table));
  }

  schema(plan: LogicalPlan): StructType {
    return this.schemaOf(tableOf(plan));
  }

  treeString(plan: LogicalPlan): string {
    const answer = this.session.analyze({ case: "treeString", value: { plan: this.planOf(tableOf(plan)) } });
    return answer.case === "treeString" ? `${answer.value.treeString.trimEnd()}\n` : "";
  }

  explain(plan: LogicalPlan, mode: ExplainMode): string {
    const answer = this.session.analyze({
      case: "explain",
      value: { plan: this.planOf(tableOf(plan)), explainMode: explainModes[mode] },
    });
    return answer.case === "explain" ? answer.value.explainString : "";
  }

  async showString(
    plan: LogicalPlan,
    {
      rows,
      truncate,
      vertical,
    }: { readonly rows: number; readonly truncate: number; readonly vertical: boolean },
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const shown: RelationInit = {
      common: { planId: this.nextPlanId() },
      relType: {
        case: "showString",
        value: { input: tableOf(plan).message, numRows: rows, truncate, vertical },
      },
    };
    let text = "";
    for await (const response of this.session.execute(relationPlan(shown), signal))
      for (const [value] of rowsOf([response]).rows) text += String(value);
    return text;
  }

  createView(
    name: string,
    plan: LogicalPlan,
    { replace, isGlobal }: { replace: boolean; isGlobal: boolean },
  ): void {
    this.session.executeNow(
      commandPlan({
        case: "createDataframeView",
        value: { input: tableOf(plan).message, name, isGlobal, replace },
      }),
    );
  }

  persist(plan: LogicalPlan, keep: boolean): void {
    const relation = tableOf(plan).message;
    this.session.analyze(
      keep ? { case: "persist", value: { relation } } : { case: "unpersist", value: { relation } },
    );
  }

  catalog(question: CatalogQuestion): RemoteRows {
    const relation: RelationInit = {
      common: { planId: this.nextPlanId() },
      relType: { case: "catalog", value: { catType: encodeCatalog(question) } },
    };
    return rowsOf(this.session.executeNow(relationPlan(relation)));
  }

  async addArtifact(path: string): Promise<void> {
    const { name, chunks, total } = await artifactOf(path);
    await this.session.addArtifact(name, chunks, total);
  }

  private make(body: Body, inputs: readonly RemoteRelation[]): RemoteTable {
    const tables = inputs.map(tableOf);
    return new RemoteTable(
      this.nextPlanId(),
      body,
      inputs,
      new Map(tables.flatMap(({ observers }) => [...observers])),
      new Set(tables.flatMap(({ brokers }) => [...brokers])),
    );
  }

  /** With the columns that our own analysis finds; undefined where it finds something wrong, or does not know. */
  private analyzed(table: RemoteTable, analyzeHere: () => LogicalPlan): RemoteRelation | undefined {
    let plan: LogicalPlan;
    let output: readonly Attribute[];
    try {
      plan = analyzeHere();
      output = outputOf(plan);
    } catch {
      // The server has the last word, and its own words for what is wrong.
      return undefined;
    }
    return remoteRelation(
      table,
      () => output,
      once(() => isStreaming(plan)),
    );
  }

  /** With the columns that the server finds. @throws AnalysisException in its words */
  private opaque(table: RemoteTable, isStreamed = this.streamingOnce(table)): RemoteRelation {
    const output = this.outputOnce(table);
    output();
    return remoteRelation(table, output, isStreamed);
  }

  private outputOnce(table: RemoteTable): () => readonly Attribute[] {
    return once(() =>
      this.schemaOf(table).fields.map(({ name, dataType, nullable }) => attribute(name, dataType, nullable)),
    );
  }

  private streamingOnce(table: RemoteTable): () => boolean {
    return once(() => {
      const answer = this.session.analyze({ case: "isStreaming", value: { plan: this.planOf(table) } });
      return answer.case === "isStreaming" && answer.value.isStreaming;
    });
  }

  private schemaOf(table: RemoteTable): StructType {
    const known = this.schemas.get(table);
    if (known) return known;
    const answer = this.session.analyze({ case: "schema", value: { plan: this.planOf(table) } });
    const schema = decodeSchema(answer.case === "schema" ? answer.value.schema : undefined);
    this.schemas.set(table, schema);
    return schema;
  }

  private planOf({ message }: RemoteTable) {
    return relationPlan(message);
  }

  nextPlanId(): bigint {
    return ++this.lastPlanId;
  }
}

/** The rows in some answers. */
function rowsOf(responses: readonly ExecutePlanResponse[]): RemoteRows {
  const schema = decodeSchema(responses.find(response => response.schema)?.schema);
  const rows = responses.flatMap(({ responseType }) =>
    responseType.case === "arrowBatch"
      ? decodeBatches(responseType.value.data, schema).flatMap(batch =>
          Array.from({ length: batch.length }, (_, i) => rowAt(batch, i)),
        )
      : [],
  );
  return { schema, rows };
}
