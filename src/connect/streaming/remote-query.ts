import type { QueryHandle } from "../../contracts/backend.js";
import type { QueryView } from "../../contracts/query-monitor.js";
import type { QueryProgress, QueryStatus } from "../../contracts/query-progress.js";
import { SparkError } from "../../util/errors.js";
import type { ExecutePlanResponse } from "../proto/generated/base_pb.js";
import type { StreamingQueryCommand, StreamingQueryCommandResult } from "../proto/generated/commands_pb.js";
import { type CommandInit, type ConnectSession, commandPlan } from "../session.js";
import { type ProgressJson, progressOf } from "./progress-json.js";

/** The server keeps as many. */
const KEPT = 100;
/** How often a query that tells nothing is asked whether it still runs. */
const CHECK_MS = 3000;
const FIRST_PROBLEM = /terminated with exception: (.*)/;

type Asked = NonNullable<StreamingQueryCommand["command"]["case"]>;

export interface RemoteQueryHooks {
  /** Each micro-batch once, in order; the next one waits for it. */
  batch(progress: ProgressJson): unknown;
  changed(): void;
  ended(query: RemoteQuery): void;
}

/** A query that runs on the server. What it tells comes by events; gaps in the numbers of batches are asked for. */
export class RemoteQuery implements QueryHandle {
  isActive = true;
  exception: Error | null = null;
  recentProgress: readonly QueryProgress[] = [];
  private lastBatch = -1;
  private isIdle = false;
  private waiting: (() => void)[] = [];
  /** One event after the other. */
  private tail: Promise<void> = Promise.resolve();
  private checking: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: ConnectSession,
    readonly id: string,
    readonly runId: string,
    readonly name: string | null,
    private readonly hooks: RemoteQueryHooks,
  ) {
    this.checkLater();
  }

  /** As the server says. */
  get status(): QueryStatus {
    if (!this.isActive) return this.knownStatus;
    const result = this.ask("status", true);
    if (result?.case !== "status") return this.knownStatus;
    const { statusMessage: message, isDataAvailable, isTriggerActive } = result.value;
    return { message, isDataAvailable, isTriggerActive };
  }

  /** As the events said, without asking. */
  get knownStatus(): QueryStatus {
    const message = !this.isActive
      ? this.exception
        ? this.problem
        : "Stopped"
      : this.isIdle
        ? "Waiting for data to arrive"
        : "Processing new data";
    const isBusy = this.isActive && !this.isIdle;
    return { message, isDataAvailable: isBusy, isTriggerActive: isBusy };
  }

  /** Why it failed, in one line. */
  get problem(): string {
    const [first = ""] = (this.exception?.message ?? "").split("\n");
    return withoutClass(FIRST_PROBLEM.exec(first)?.[1]?.replace(/ SQLSTATE: XXKST$/, "") ?? first);
  }

  get state(): QueryView["state"] {
    return this.isActive ? "active" : this.exception ? "failed" : "stopped";
  }

  /** What a batch did. */
  progressed(json: ProgressJson): void {
    this.enqueue(async () => {
      if (json.batchId > this.lastBatch + 1) await this.catchUp();
      await this.take(json);
    });
  }

  idle(): void {
    this.isIdle = true;
    this.checkLater();
    this.hooks.changed();
  }

  /** It ended: asks for what is not known of it yet. */
  terminated(): void {
    this.enqueue(async () => {
      if (!this.isActive) return;
      await this.catchUp();
      const result = await this.asked("exception", true);
      const { exceptionMessage, errorClass, stackTrace } = result?.case === "exception" ? result.value : {};
      if (exceptionMessage !== undefined)
        this.exception = this.failure(exceptionMessage, errorClass, stackTrace);
      this.finish();
    });
  }

  /** Asks for batches that no event told of, and whether it still runs. */
  check(): void {
    this.enqueue(async () => {
      if (!this.isActive) return;
      const result = await this.asked("status", true);
      if (result?.case !== "status") return;
      if (!result.value.isActive) this.terminated();
      else await this.catchUp();
      this.checkLater();
    });
  }

  async stop(): Promise<void> {
    if (!this.isActive) return;
    await this.asked("stop", true);
    this.terminated();
    await this.settled();
  }

  async awaitTermination(timeoutMs?: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    if (this.isActive)
      await new Promise<void>(resolve => {
        this.waiting.push(resolve);
        if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs);
      });
    clearTimeout(timer);
    if (this.exception) throw this.exception;
    return !this.isActive;
  }

  async processAllAvailable(): Promise<void> {
    await this.asked("processAllAvailable", true);
    // What was processed has been shown when this returns.
    this.enqueue(() => this.catchUp());
    await this.settled();
    if (this.exception) throw this.exception;
  }

  explain(extended: boolean): string {
    const result = this.ask("explain", { extended });
    return result?.case === "explain" ? result.value.result : "";
  }

  private abandon(error: Error): void {
    if (!this.isActive) return;
    this.exception = error;
    this.finish();
  }

  /** In Spark's words; the server's stack is the cause. */
  private failure(message: string, errorClass: string | undefined, trace: string | undefined): SparkError {
    const words = withoutClass(message);
    const error = new SparkError(errorClass ?? "STREAM_FAILED", "");
    error.message = words.startsWith("[STREAM_FAILED]")
      ? words
      : `[STREAM_FAILED] Query [id = ${this.id}, runId = ${this.runId}] terminated with exception: ${words} SQLSTATE: XXKST`;
    if (trace) {
      const cause = new Error("on the server");
      cause.stack = trace;
      error.cause = cause;
    }
    return error;
  }

  private async take(json: ProgressJson): Promise<void> {
    if (json.batchId <= this.lastBatch) return;
    this.lastBatch = json.batchId;
    this.isIdle = false;
    this.recentProgress = [...this.recentProgress, progressOf(json)].slice(-KEPT);
    await this.hooks.batch(json);
    this.checkLater();
    this.hooks.changed();
  }

  private async catchUp(): Promise<void> {
    const result = await this.asked("recentProgress", true);
    if (result?.case !== "recentProgress") return;
    for (const text of result.value.recentProgressJson) await this.take(JSON.parse(text) as ProgressJson);
  }

  private enqueue(work: () => Promise<void>): void {
    this.tail = this.tail.then(work).catch(async (error: Error) => {
      const wasActive = this.isActive;
      this.abandon(error);
      // A sink of this shell failed, or the session did: what still runs has nobody to write to.
      if (wasActive) await this.asked("stop", true).catch(() => {});
    });
  }

  /** All that is under way has been taken. */
  private async settled(): Promise<void> {
    let tail: Promise<void> | undefined;
    while (tail !== this.tail) {
      tail = this.tail;
      await tail;
    }
  }

  private finish(): void {
    this.isActive = false;
    clearTimeout(this.checking);
    this.hooks.ended(this);
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
    this.hooks.changed();
  }

  private checkLater(): void {
    clearTimeout(this.checking);
    if (this.isActive) this.checking = setTimeout(() => this.check(), CHECK_MS).unref();
  }

  private ask(what: Asked, value: unknown): StreamingQueryCommandResult["resultType"] | undefined {
    return resultOf(this.session.executeNow(commandPlan(this.command(what, value))));
  }

  private async asked(
    what: Asked,
    value: unknown,
  ): Promise<StreamingQueryCommandResult["resultType"] | undefined> {
    return resultOf(await this.session.run(this.command(what, value)));
  }

  private command(what: Asked, value: unknown): CommandInit {
    const { id, runId } = this;
    const command = { case: what, value } as StreamingQueryCommand["command"];
    return { case: "streamingQueryCommand", value: { queryId: { id, runId }, command } };
  }
}

function resultOf(
  responses: readonly ExecutePlanResponse[],
): StreamingQueryCommandResult["resultType"] | undefined {
  for (const { responseType } of responses)
    if (responseType.case === "streamingQueryCommandResult") return responseType.value.resultType;
  return undefined;
}

/** Java's classes in front of a message say nothing that its words do not. */
const withoutClass = (message: string) => message.replace(/^(?:(?:[\w$]+\.)+[A-Z][\w$]*: )+/, "");
