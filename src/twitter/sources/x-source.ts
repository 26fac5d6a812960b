import { type Clock, systemClock } from "../../util/clock.js";
import { version } from "../../util/version.js";
import { problemError } from "../api/explain-response.js";
import { problemOf } from "../api/problem.js";
import { XClient } from "../api/x-client.js";
import { XError } from "../api/x-error.js";
import type { Origin, TwitterConfig } from "../config/twitter-config.js";
import { type Item, readLine } from "../records/read-line.js";
import type { StreamTweet } from "../records/tweet.js";
import { isWantedLanguage } from "../rules/languages.js";
import { planRules } from "../rules/plan-rules.js";
import { type SyncedRules, syncRules } from "../rules/sync-rules.js";
import { Backoff } from "../stream/backoff.js";
import { budgetOf, type ConnectionBudget } from "../stream/connection-budget.js";
import { LineSplitter } from "../stream/line-splitter.js";
import { openStream, type StreamConnection } from "../stream/open-stream.js";
import { SeenIds } from "../stream/seen-ids.js";
import type { SourceEvents, TweetSource } from "./source.js";
import { streamUrl } from "./stream-url.js";

/** X promises a keep-alive every 20 seconds: two more for the way. */
const defaultStallMs = 22_000;
/** Tweets with all that may be asked along with them have some 50 kB. */
const longestLine = 2 * 1024 * 1024;
/** How long a token or a rule may take: the end of the shell waits for it too. */
const requestMs = 10_000;
/** How long the rules' removal may hold up the end. */
const closingMs = 5_000;

/** X's filtered or sampled stream, connected again whenever it breaks, each tweet once. */
export class XSource implements TweetSource {
  readonly label: string;
  readonly #client: XClient;
  readonly #isFilter: boolean;
  readonly #rules: readonly string[];
  readonly #backoff = new Backoff();
  readonly #budget: ConnectionBudget;
  readonly #seen: SeenIds;
  #synced: SyncedRules | undefined;
  #needsRules: boolean;
  #toldInvalid = false;
  #hasRetriedToken = false;

  /**
   * @param tag what marks the rules as ours
   * @throws UserError when what is tracked cannot be said in rules
   */
  constructor(
    private readonly config: TwitterConfig,
    origin: Extract<Origin, { kind: "x" }>,
    private readonly tag: string,
    private readonly clock: Clock,
    private readonly stallMs = defaultStallMs,
  ) {
    this.#isFilter = origin.streamType === "filter";
    this.#rules = this.#isFilter ? planRules(config.track, config.limits).values : [];
    this.#needsRules = this.#isFilter;
    const { length } = this.#rules;
    this.label = this.#isFilter ? `X by ${length} ${length === 1 ? "rule" : "rules"}` : "X's sample";
    this.#budget = budgetOf(`${config.baseUrl.href} ${JSON.stringify(origin.credentials)}`, clock);
    this.#seen = new SeenIds(clock);
    this.#client = new XClient({
      baseUrl: config.baseUrl,
      credentials: origin.credentials,
      userAgent: this.#userAgent,
      secrets: config.secrets,
      timeoutMs: Math.min(requestMs, stallMs),
    });
  }

  async *play(events: SourceEvents, signal: AbortSignal): AsyncGenerator<readonly Item[]> {
    while (!signal.aborted) {
      let problem: XError;
      try {
        const connection = await this.#connect(events, signal);
        if (!connection) return;
        events.connected();
        yield* this.#items(connection, events);
        problem = new XError("X ended the stream", "network");
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof XError)) throw error;
        problem = error;
      }
      await this.#waitOut(problem, events, signal);
    }
  }

  async close(): Promise<string | undefined> {
    const ours = this.#synced?.ours ?? [];
    if (ours.length === 0) return undefined;
    this.#synced = undefined;
    try {
      await Promise.race([
        this.#client.deleteRules(ours),
        systemClock.sleep(closingMs).then(() => {
          throw new XError("X did not answer in time", "network");
        }),
      ]);
      return undefined;
    } catch (error) {
      return `${ours.length} rules tagged ${this.tag} stay at X until this producer runs again: ${(error as Error).message}`;
    }
  }

  get #userAgent(): string {
    return `${this.config.settings.appName.replace(/[^\x21-\x7e]+/g, "-")} tweet-shell/${version}`;
  }

  /** Token, rules, and then a connection when X's limit allows one; undefined when aborted. */
  async #connect(events: SourceEvents, signal: AbortSignal): Promise<StreamConnection | undefined> {
    const { baseUrl, secrets } = this.config;
    const token = await this.#client.token();
    if (this.#needsRules) {
      this.#synced = await syncRules(this.#client, this.#rules, this.tag);
      this.#needsRules = false;
    }
    const wait = this.#budget.wait();
    if (wait > 0) {
      events.broken("X's limit on connections, 50 in 15 minutes, is reached", wait);
      await this.clock.sleep(wait, signal);
    }
    if (signal.aborted) return undefined;
    this.#budget.take();
    const url = streamUrl(baseUrl, this.#isFilter, this.config);
    const connection = await openStream(
      { url, token, userAgent: this.#userAgent, secrets, stallMs: this.stallMs },
      signal,
    );
    const { "x-rate-limit-remaining": remaining, "x-rate-limit-reset": reset } = connection.headers;
    if (remaining !== undefined) this.#budget.note(Number(remaining), Number(reset) * 1000);
    return connection;
  }

  /** @throws XError when the stream breaks, or X says in it that it will */
  async *#items(connection: StreamConnection, events: SourceEvents): AsyncGenerator<readonly Item[]> {
    const splitter = new LineSplitter(longestLine, () => {
      events.left("invalid", 1);
      events.warn(`a line of more than ${longestLine / 1024 / 1024} MB came from X and was left out`);
    });
    let said: XError | undefined;
    const read = (lines: readonly string[]) => {
      const items: Item[] = [];
      for (const line of lines) said = this.#read(line, items, events) ?? said;
      return items;
    };
    try {
      for await (const chunk of connection.chunks()) {
        // Anything that comes, a keep-alive too, shows that the connection is good.
        this.#backoff.reset();
        const items = read(splitter.push(chunk));
        if (items.length > 0) yield items;
      }
    } catch (error) {
      // What X said about the end tells more than how the connection ended.
      said ??= error as XError;
    }
    // The last line may lack its end and be whole all the same.
    const rest = splitter.end();
    if (rest?.endsWith("}") && isJson(rest)) {
      const items = read([rest]);
      if (items.length > 0) yield items;
    }
    if (said) throw said;
  }

  /** Adds the line's tweet to the items; what X says about the stream is returned. */
  #read(text: string, items: Item[], events: SourceEvents): XError | undefined {
    try {
      const line = readLine(text);
      if (line.kind === "other") {
        const problem = problemOf(line.json);
        if (problem) return problemError(problem, this.config.secrets);
        this.#leaveOut("is neither a tweet nor an error", events);
      }
      if (line.kind === "tweet")
        if (!this.#seen.isNew(line.tweet.data.id)) events.left("duplicates", 1);
        else if (!this.#isWanted(line.tweet)) events.left("filtered", 1);
        else items.push(line);
    } catch (error) {
      this.#leaveOut(error instanceof SyntaxError ? "is no JSON" : "cannot be read", events);
    }
    return undefined;
  }

  #leaveOut(why: string, events: SourceEvents): void {
    events.left("invalid", 1);
    if (!this.#toldInvalid) events.warn(`a line that ${why} came from X and was left out`);
    this.#toldInvalid = true;
  }

  /** A stream carries what all the app's rules find; the sample stream carries all languages. */
  #isWanted({ data, matching_rules }: StreamTweet): boolean {
    if (!this.#isFilter) return isWantedLanguage(this.config.track.languages, data.lang);
    const others = this.#synced?.others;
    if (!others?.size || !matching_rules?.length) return true;
    return !matching_rules.every(({ id }) => others.has(id));
  }

  /** @throws the problem when waiting does not help */
  async #waitOut(problem: XError, events: SourceEvents, signal: AbortSignal): Promise<void> {
    this.#needsRules ||= this.#isFilter && problem.needs === "rules";
    // A token that was got may have been revoked: another one is tried once.
    const isFresh = problem.needs === "token" && this.#client.forgetToken() && !this.#hasRetriedToken;
    this.#hasRetriedToken = problem.needs === "token";
    const kind = isFresh ? "network" : problem.kind;
    if (kind === "fatal") throw problem;
    // X's own word counts, unless it lies behind.
    const untilReset = (problem.retryAt ?? 0) - this.clock.now();
    const wait = untilReset > 0 ? untilReset : this.#backoff.next(kind);
    // For whoever resumes or restarts before it is over.
    if (kind === "rate") this.#budget.note(0, this.clock.now() + wait);
    events.broken(problem.message, wait);
    await this.clock.sleep(wait, signal);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
