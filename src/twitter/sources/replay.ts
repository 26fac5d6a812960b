import { createReadStream } from "node:fs";
import type { Clock } from "../../util/clock.js";
import { UserError } from "../../util/errors.js";
import type { Origin } from "../config/twitter-config.js";
import { type Item, readReplayLine } from "../records/read-line.js";
import { LineSplitter } from "../stream/line-splitter.js";
import type { SourceEvents, TweetSource } from "./source.js";

const longestLine = 16 * 1024 * 1024;
/** Tweets nearer to each other than this go together. */
const tickMs = 20;
/** At most so many at once. */
const largestGroup = 1000;
/** For tweets without a time of their own. */
const defaultRate = 2;

/** The tweets of a file, once: at their own pace, faster, as fast as it goes, or at a steady rate. */
export class Replay implements TweetSource {
  readonly label: string;
  #lines: AsyncGenerator<Item, undefined> | undefined;
  /** The item that was read and is not due yet. */
  #next: Item | undefined;
  #firstTime: number | undefined;
  #played = 0;

  constructor(
    private readonly origin: Extract<Origin, { kind: "replay" }>,
    private readonly clock: Clock,
  ) {
    this.label = origin.file;
  }

  async *play(events: SourceEvents, signal: AbortSignal): AsyncGenerator<readonly Item[]> {
    this.#lines ??= this.#read(events);
    await this.#peek();
    events.connected();
    let start: number | undefined;
    let group: Item[] = [];
    while (!signal.aborted) {
      await this.#peek();
      if (!this.#next) break;
      const due = this.#due(this.#next);
      // Played again after a pause, time goes on where it was.
      start ??= this.clock.now() - due;
      const wait = start + due - this.clock.now();
      if (group.length > 0 && (wait > 0 || group.length >= largestGroup)) {
        yield group;
        group = [];
      }
      if (wait > 0) await this.clock.sleep(Math.max(wait, tickMs), signal);
      if (signal.aborted) return;
      group.push(this.#next);
      this.#next = undefined;
      this.#played++;
    }
    if (group.length > 0) yield group;
  }

  async #peek(): Promise<void> {
    this.#next ??= (await this.#lines!.next()).value ?? undefined;
  }

  /** Milliseconds after the first one. */
  #due(item: Item): number {
    const { rate, speed } = this.origin;
    if (rate !== undefined) return (this.#played * 1000) / rate;
    if (speed === Number.POSITIVE_INFINITY) return 0;
    const time = Date.parse((item.kind === "row" ? item.row.timestamp : item.tweet.data.created_at) ?? "");
    if (Number.isNaN(time)) return (this.#played * 1000) / defaultRate / speed;
    this.#firstTime ??= time;
    return Math.max(0, time - this.#firstTime) / speed;
  }

  async *#read(events: SourceEvents): AsyncGenerator<Item, undefined> {
    const { file } = this.origin;
    let number = 0;
    let told = false;
    const leaveOut = (why: string) => {
      events.left("invalid", 1);
      if (!told) events.warn(`${file}, line ${number}: ${why}; it was left out`);
      told = true;
    };
    const splitter = new LineSplitter(longestLine, () => leaveOut("longer than 16 MB"));
    const items = (lines: readonly string[]) =>
      lines.flatMap(line => {
        number++;
        try {
          const read = readReplayLine(line);
          if (read.kind !== "other") return [read];
          leaveOut("neither a tweet nor a row of key and value");
        } catch {
          leaveOut("no JSON, or no tweet of API v1.1 that can be read");
        }
        return [];
      });
    try {
      for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>)
        yield* items(splitter.push(chunk));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new UserError(
        `replay: ${file} ${code === "ENOENT" ? "is not there" : `cannot be read: ${message}`}.`,
      );
    }
    const rest = splitter.end();
    if (rest !== undefined) yield* items([rest]);
  }
}
