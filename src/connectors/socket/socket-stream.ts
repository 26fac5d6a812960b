import { connect, type Socket } from "node:net";
import type { Notices } from "../../contracts/notices.js";
import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import { StringType, TimestampType } from "../../types/index.js";
import { type ColumnBatch, LongVector, ValueVector } from "../../types/vector/index.js";
import { messageOf, SparkError } from "../../util/errors.js";
import { LineSplitter } from "./line-splitter.js";

/** The peer has to wait when lines of this many characters, each with its overhead, were not yet committed. */
const MOST_WAITING = 64 * 1024 * 1024;
const LINE_OVERHEAD = 64;

interface Line {
  readonly text: string;
  readonly arrivedAt: number;
}

/** The lines of one connection. A peer says nothing twice: what was not committed when the query ended is lost. */
export class SocketStream implements MicroBatchStream {
  readonly description: string;
  readonly notifies = true;
  private socket: Socket | null = null;
  private connected: Promise<void> | null = null;
  private failure: Error | null = null;
  /** Lines that are not committed yet; the first is at offset `base`. */
  private lines: Line[] = [];
  private size = 0;
  private base = 0;
  /** For AvailableNow: its first look says where it ends. */
  private isFixed = false;
  private fixed: number | null = null;
  private listener: () => void = () => {};

  constructor(
    private readonly host: string,
    private readonly port: number,
    private readonly withTime: boolean,
    private readonly notices: Notices,
  ) {
    this.description = `TextSocketV2[host: ${host}, port: ${port}]`;
  }

  async initialOffset(): Promise<Offset> {
    return "-1";
  }

  async latestOffset(start: Offset): Promise<Offset> {
    await this.open(Number(start) + 1);
    if (this.failure) throw this.failure;
    if (this.isFixed) this.fixed ??= this.newest;
    return String(this.fixed ?? this.newest);
  }

  newestOffset(): Offset {
    return String(this.newest);
  }

  async prepareForTriggerAvailableNow(): Promise<void> {
    this.isFixed = true;
  }

  async *read(start: Offset, end: Offset): AsyncIterable<ColumnBatch> {
    const [from, to] = [Number(start) + 1, Number(end) + 1];
    // Only a batch that was open when the query last ended is asked for before there is a connection.
    if (this.connected === null && from < to) {
      this.notices.warn(`${this.description}: ${to - from} lines of the batch that was open are lost`);
      return;
    }
    const lines = this.lines.slice(from - this.base, to - this.base);
    const texts = new ValueVector(
      StringType,
      lines.map(line => line.text),
    );
    const times = BigInt64Array.from(lines, line => BigInt(line.arrivedAt) * 1000n);
    const columns = this.withTime ? [texts, new LongVector(TimestampType, times, null)] : [texts];
    yield { length: lines.length, columns };
  }

  commit(end: Offset): void {
    const done = Number(end) + 1 - this.base;
    if (done <= 0) return;
    for (const { text } of this.lines.splice(0, done)) this.size -= text.length + LINE_OVERHEAD;
    this.base += done;
    if (this.size < MOST_WAITING) this.socket?.resume();
  }

  metrics(): Readonly<Record<string, string>> {
    return {};
  }

  onData(listener: () => void): void {
    this.listener = listener;
  }

  async stop(): Promise<void> {
    this.socket?.destroy();
  }

  private get newest(): number {
    return this.base + this.lines.length - 1;
  }

  private open(base: number): Promise<void> {
    if (this.connected === null) this.base = base;
    this.connected ??= this.connect();
    return this.connected;
  }

  private connect(): Promise<void> {
    const socket = connect({ host: this.host, port: this.port });
    this.socket = socket;
    const splitter = new LineSplitter(`${this.host}:${this.port}`);
    const take = (texts: readonly string[]) => {
      const arrivedAt = Date.now();
      for (const text of texts) {
        this.lines.push({ text, arrivedAt });
        this.size += text.length + LINE_OVERHEAD;
      }
      if (this.size >= MOST_WAITING) socket.pause();
      this.listener();
    };
    socket.on("data", bytes => {
      try {
        take(splitter.push(bytes));
      } catch (error) {
        this.failure = error as Error;
        socket.destroy();
        this.listener();
      }
    });
    socket.on("end", () => {
      take(splitter.end());
      this.notices.warn(`${this.description}: the peer has closed the connection; nothing more will come`);
    });
    return new Promise((resolve, reject) => {
      socket.once("connect", () => {
        resolve();
        socket.on("error", error => this.notices.warn(`${this.description}: ${messageOf(error)}`));
      });
      socket.once("error", error => {
        const reason =
          "code" in error && error.code === "ECONNREFUSED" ? "Connection refused" : messageOf(error);
        reject(new SparkError(null, `${reason} (${this.host}:${this.port})`, undefined, { cause: error }));
      });
    });
  }
}
