import { randomUUID } from "node:crypto";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { UserError } from "../util/errors.js";
import { version } from "../util/version.js";
import type { Address } from "./address.js";
import { toError } from "./errors.js";
import {
  AddArtifactsRequestSchema,
  AnalyzePlanRequestSchema,
  type AnalyzePlanResponse,
  type ConfigRequest_OperationSchema,
  ConfigRequestSchema,
  type ConfigResponse,
  type ExecutePlanRequest,
  ExecutePlanRequestSchema,
  type ExecutePlanResponse,
  InterruptRequestSchema,
  InterruptRequest_InterruptType as InterruptType,
  type PlanSchema,
  ReleaseSessionRequestSchema,
} from "./proto/generated/base_pb.js";
import type { CommandSchema } from "./proto/generated/commands_pb.js";
import type { RelationInit } from "./remote-relation.js";
import { Rpc, type RpcOptions } from "./rpc/rpc.js";

export type CommandInit = NonNullable<MessageInitShape<typeof CommandSchema>["commandType"]>;
export type PlanInit = MessageInitShape<typeof PlanSchema>;
type AnalyzeInit = NonNullable<MessageInitShape<typeof AnalyzePlanRequestSchema>["analyze"]>;
type ConfigInit = NonNullable<MessageInitShape<typeof ConfigRequest_OperationSchema>["opType"]>;

export const relationPlan = (root: RelationInit): PlanInit => ({ opType: { case: "root", value: root } });
export const commandPlan = (command: CommandInit): PlanInit => ({
  opType: { case: "command", value: { commandType: command } },
});

/** A session on a server: its calls, and what is common to them. Errors come as Spark's own. */
export class ConnectSession {
  readonly id: string;
  private readonly rpc: Rpc;
  /** Told by the first answer; another one later means that the server was started anew. */
  private serverSideId: string | undefined;

  constructor(
    readonly address: Address,
    options: RpcOptions,
    trouble: (isOver: boolean) => void,
  ) {
    this.id = address.sessionId ?? randomUUID();
    this.rpc = new Rpc(address, options, trouble);
  }

  /** The server's answer to the first call. @throws UserError when there is none, or an old one */
  async open(): Promise<string> {
    const request = create(AnalyzePlanRequestSchema, {
      ...this.common(),
      analyze: { case: "sparkVersion", value: {} },
    });
    const { result } = await this.told(() => this.rpc.call("analyzePlan", request, "none"));
    const { version: server = "" } = result.case === "sparkVersion" ? result.value : {};
    if (Number.parseInt(server, 10) < 4)
      throw new UserError(`Spark ${server} is too old: Spark Connect of 4.0 or newer is needed.`);
    return server;
  }

  analyze(analyze: AnalyzeInit): AnalyzePlanResponse["result"] {
    const request = create(AnalyzePlanRequestSchema, { ...this.common(), analyze });
    return this.toldNow(() => this.rpc.callNow("analyzePlan", request)).result;
  }

  config(opType: ConfigInit): ConfigResponse["pairs"] {
    const request = create(ConfigRequestSchema, { ...this.common(), operation: { opType } });
    return this.toldNow(() => this.rpc.callNow("config", request)).pairs;
  }

  /** As `config`, without keeping this thread waiting. */
  async configLater(opType: ConfigInit): Promise<ConfigResponse["pairs"]> {
    const request = create(ConfigRequestSchema, { ...this.common(), operation: { opType } });
    return (await this.told(() => this.rpc.call("config", request))).pairs;
  }

  /** Carries a command out while this thread waits. */
  executeNow(plan: PlanInit): ExecutePlanResponse[] {
    return this.toldNow(() => this.rpc.executeNow(this.execution(plan)));
  }

  /** The answers of a plan as they come. When the consumer leaves, or by the signal, the server ends what it does for it. */
  async *execute(plan: PlanInit, signal?: AbortSignal): AsyncGenerator<ExecutePlanResponse> {
    const request = this.execution(plan);
    let isDone = false;
    try {
      for await (const response of this.rpc.execute(request, signal)) {
        this.serverSideId ??= response.serverSideSessionId;
        yield response;
      }
      isDone = true;
    } catch (thrown) {
      isDone = !signal?.aborted;
      throw toError(thrown, this.address);
    } finally {
      if (!isDone) this.interrupt(request.operationId!);
    }
  }

  /** A command's answers, all of them. */
  async run(command: CommandInit): Promise<ExecutePlanResponse[]> {
    const all: ExecutePlanResponse[] = [];
    for await (const response of this.execute(commandPlan(command))) all.push(response);
    return all;
  }

  async addArtifact(
    name: string,
    chunks: readonly { data: Uint8Array; crc: bigint }[],
    total: bigint,
  ): Promise<void> {
    const [first, ...rest] = chunks;
    const payloads: NonNullable<MessageInitShape<typeof AddArtifactsRequestSchema>["payload"]>[] =
      rest.length === 0
        ? [{ case: "batch", value: { artifacts: [{ name, data: first! }] } }]
        : [
            {
              case: "beginChunk",
              value: { name, totalBytes: total, numChunks: BigInt(chunks.length), initialChunk: first! },
            },
            ...rest.map(chunk => ({ case: "chunk", value: chunk }) as const),
          ];
    const requests = payloads.map(payload =>
      create(AddArtifactsRequestSchema, { ...this.common(), payload }),
    );
    await this.told(() => this.rpc.call("addArtifacts", requests));
  }

  /** Ends the session on the server, and the thread that talks with it. */
  async close(): Promise<void> {
    const { sessionId, userContext, clientType } = this.common();
    try {
      // One that was joined is not ours to end.
      if (!this.address.sessionId)
        await this.rpc.call(
          "releaseSession",
          create(ReleaseSessionRequestSchema, { sessionId, userContext, clientType }),
          "none",
        );
    } catch {
      // A server that is gone holds nothing any more.
    } finally {
      await this.rpc.close();
    }
  }

  private interrupt(operationId: string): void {
    const request = create(InterruptRequestSchema, {
      ...this.common(),
      interruptType: InterruptType.OPERATION_ID,
      interrupt: { case: "operationId", value: operationId },
    });
    // Nobody waits for it; a server that cannot be reached ends the operation with the session.
    this.rpc.call("interrupt", request, "short").catch(() => {});
  }

  private execution(plan: PlanInit): ExecutePlanRequest {
    return create(ExecutePlanRequestSchema, {
      ...this.common(),
      operationId: randomUUID(),
      plan,
      requestOptions: [{ requestOption: { case: "reattachOptions", value: { reattachable: true } } }],
    });
  }

  private common() {
    const { userId } = this.address;
    return {
      sessionId: this.id,
      userContext: { userId, userName: userId },
      clientType: `tweet-shell/${version}`,
      ...(this.serverSideId && { clientObservedServerSideSessionId: this.serverSideId }),
    };
  }

  private async told<T extends { serverSideSessionId: string }>(call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      this.serverSideId ??= answer.serverSideSessionId;
      return answer;
    } catch (thrown) {
      throw toError(thrown, this.address);
    }
  }

  private toldNow<T>(call: () => T): T {
    try {
      return call();
    } catch (thrown) {
      throw toError(thrown, this.address);
    }
  }
}
