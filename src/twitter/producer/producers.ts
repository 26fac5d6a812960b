import type { Notices } from "../../contracts/notices.js";
import type { ProducerAction, ProducerControl } from "../../contracts/producer-control.js";
import { listTopics } from "../../kafka/client/admin.js";
import { kafkaConfig } from "../../kafka/client/config.js";
import { type Clock, systemClock } from "../../util/clock.js";
import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";
import { readArguments } from "../config/arguments.js";
import { keyHelp } from "../config/key-help.js";
import { type TwitterConfig, twitterConfig } from "../config/twitter-config.js";
import { explain } from "../rules/explain.js";
import { openSource } from "../sources/open-source.js";
import { ProducerRun } from "./producer-run.js";

const defaultName = "producer";

export interface ProducersOptions {
  /** Sees to it that a broker answers at the bootstrap servers. */
  ensureBroker(bootstrapServers: string): Promise<void>;
  readonly notices: Notices;
  readonly clock?: Clock;
  /** See `openSource`. */
  readonly stallMs?: number;
}

/** The producers of a shell or a command, by name. */
export class Producers implements ProducerControl {
  readonly #runs = new Map<string, { run: ProducerRun; args: readonly string[] }>();
  readonly #clock: Clock;

  constructor(private readonly options: ProducersOptions) {
    this.#clock = options.clock ?? systemClock;
  }

  async start(args: readonly string[]): Promise<string> {
    if (args.includes("--help")) return keyHelp();
    const { notices } = this.options;
    const read = readArguments(args);
    const config = twitterConfig(read);
    if (read.explain) return [...config.warnings, explain(config)].join("\n");
    const name = this.#nameFor(config);
    const source = await openSource(config, `tweet-shell:${name}`, this.#clock, this.options.stallMs);
    if (read.files.length > 0) notices.info(config.log);
    for (const warning of config.warnings) notices.warn(`producer: ${warning}`);
    await this.options.ensureBroker(config.bootstrapServers);
    // A broker that is away is told at once, and not by the first tweet.
    await listTopics(kafkaConfig(config.kafka));
    const run = new ProducerRun(name, config, source, notices, this.#clock);
    this.#runs.set(name, { run, args });
    await run.started.catch(error => {
      this.#runs.delete(name);
      throw error;
    });
    void run.finished.then(() => this.#over(run));
    return `${run.title}: ${run.route}${remark(config)}${run.problem ? ` (waiting: ${run.problem})` : ""}`;
  }

  async control(action: ProducerAction, name?: string): Promise<string | undefined> {
    const chosen = this.#chosen(action, name);
    const lines = await Promise.all(chosen.map(each => this.#actions[action](each)));
    return lines.length > 0 ? lines.join("\n") : undefined;
  }

  list(): readonly string[] {
    return [...this.#runs.values()].map(({ run }) => run.status());
  }

  /** The only run there is, once it is over. */
  async finished(): Promise<{ readonly isFailed: boolean; readonly summary: string } | undefined> {
    const [only] = this.#runs.values();
    await only?.run.finished;
    return only && { isFailed: only.run.state === "failed", summary: only.run.summary() };
  }

  readonly #actions: Record<
    ProducerAction,
    (each: { run: ProducerRun; args: readonly string[] }) => Promise<string>
  > = {
    stop: async ({ run }) => {
      const summary = await run.stop();
      this.#runs.delete(run.name);
      return summary;
    },
    pause: async ({ run }) => {
      if (run.isOver) return run.status();
      run.pause();
      return `${run.title}: paused`;
    },
    resume: async ({ run }) => {
      if (run.state !== "paused") return `${run.title}: ${run.state}, not paused`;
      run.resume();
      return `${run.title}: resumed`;
    },
    restart: async ({ run, args }) => {
      await run.stop();
      this.#runs.delete(run.name);
      return this.start(args);
    },
  };

  #chosen(action: ProducerAction, name: string | undefined): { run: ProducerRun; args: readonly string[] }[] {
    const names = [...this.#runs.keys()];
    if (name === undefined) {
      if (names.length > 1 && action !== "stop")
        throw new UserError(`which one? :producer ${action} ${names.join(" | ")}`);
      return [...this.#runs.values()];
    }
    const found = this.#runs.get(name);
    if (found) return [found];
    const near = nearest(name, names);
    throw new UserError(
      `no producer ${name}${near ? `; did you mean ${near}?` : ""} (:producers lists them)`,
    );
  }

  /** The configured name; without one `producer`, `producer-2` … */
  #nameFor({ name }: TwitterConfig): string {
    const isFree = (each: string) => this.#runs.get(each)?.run.isOver ?? true;
    if (name !== undefined) {
      if (isFree(name)) return name;
      throw new UserError(
        `A producer ${name} runs already. Stop it with :producer stop ${name}, or give this one --name=….`,
      );
    }
    for (let n = 1; ; n++) {
      const each = n === 1 ? defaultName : `${defaultName}-${n}`;
      if (isFree(each)) return each;
    }
  }

  #over(run: ProducerRun): void {
    const { notices } = this.options;
    if (run.state === "failed") notices.warn(`${run.title}: failed: ${run.problem}`);
    else if (run.state === "ended") notices.info(run.summary());
  }
}

function remark({ origin }: TwitterConfig): string {
  if (origin.kind === "x") return "";
  if (origin.kind === "replay") return " (a replay)";
  return `, ${origin.rate} a second (no X credentials were given, so these are bundled samples)`;
}
