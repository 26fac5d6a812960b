import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import { messageOf, UserError } from "../../util/errors.js";
import type { EntryOutput, EntryRunner } from "../entry.js";
import { EntryQueue } from "./entry-queue.js";
import { History } from "./history.js";
import { LeaveQuestion } from "./leave-question.js";
import { LongOutput } from "./long-output.js";
import { Printer } from "./printer.js";
import { QueryRecord } from "./query-record.js";
import type { EndReason, Terminal, TerminalOptions } from "./terminal-contract.js";
import { editText } from "./text-editor.js";

const quit = Symbol("quit");
type Opening = () => Promise<unknown>;

/** Starts a prompt of plain lines on this process's terminal. */
export function startPlainTerminal(options: TerminalOptions): Terminal {
  return new PlainTerminal(options);
}

/**
 * The prompt for screen readers: lines from top to bottom, edited by Node's readline, and nothing that is drawn over. What comes of
 * its own accord waits while something is being typed.
 */
class PlainTerminal implements Terminal {
  readonly closed: Promise<EndReason>;
  readonly output: EntryOutput = {
    answer: text => this.printer.line(this.long.fit(text, process.stdout.rows)),
    error: text => this.printer.line(text),
  };
  readonly pane = {
    command: (): never => {
      throw new UserError("there is no pane in screen-reader mode: batches are printed as they come");
    },
  };
  readonly long = new LongOutput();
  private readonly printer = new Printer(
    () => queueMicrotask(() => this.flush()),
    () => this.flush(),
  );
  private readonly write: (text: string) => void;
  private readonly readline: Interface;
  private readonly queue: EntryQueue<string | typeof quit | Opening>;
  private readonly leaving = new LeaveQuestion();
  private readonly history: History;
  private readonly unsubscribe: () => void;
  private runner: EntryRunner | undefined;
  /** Entered before there was a runner. */
  private early: string[] = [];
  /** Lines of an entry that is not whole yet. */
  private begun: string[] = [];
  private ending: EndReason | undefined;
  private isOver = false;
  private resolveClosed!: (reason: EndReason) => void;

  constructor(private readonly options: TerminalOptions) {
    this.closed = new Promise(resolve => (this.resolveClosed = resolve));
    this.write = this.printer.capture(process.stdout);
    if (process.stderr.isTTY) {
      this.printer.capture(process.stderr);
      this.printer.captureWarnings();
    }
    this.history = new History(options.historyFile, why => this.output.error(why));
    this.queue = new EntryQueue(
      async entry => {
        if (entry === quit) this.quit();
        else await (typeof entry === "function" ? entry() : this.runner?.run(entry));
      },
      () => this.ask(),
    );
    this.readline = this.openReadline();
    const record = new QueryRecord(
      { line: text => this.printer.line(text), error: text => this.output.error(text) },
      () => true,
    );
    this.unsubscribe = options.monitor.subscribe(() => record.update(options.monitor.queries()));
    this.listen("on");
    // Stays to the end: a terminal that is gone fails the very last write too.
    process.stdout.on("error", this.onHangup);
    if (options.banner !== "") this.printer.line(options.banner);
    this.flush();
  }

  attach(runner: EntryRunner, opening?: Opening): void {
    this.runner = runner;
    if (opening) this.queue.push(opening);
    for (const line of this.early.splice(0)) this.entered(line);
  }

  typed(keys: string): void {
    if (!this.isOver && keys !== "") process.stdin.unshift(Buffer.from(keys));
  }

  /** Nothing has to be taken away for another program, but the keys. */
  async lend<T>(use: () => Promise<T>): Promise<T> {
    this.readline.pause();
    process.stdin.setRawMode(false);
    try {
      return await use();
    } finally {
      process.stdin.setRawMode(true);
      this.readline.resume();
    }
  }

  /** What comes of it of several lines stands above the last, which can still be changed. */
  async edit(text: string): Promise<void> {
    const lines = (await this.lend(() => editText(text))).split("\n");
    this.begun = lines.slice(0, -1);
    for (const line of this.begun) this.printer.line(line);
    this.readline.write(lines.at(-1)!);
  }

  quit(): void {
    this.end("quit");
  }

  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.unsubscribe();
    this.listen("off");
    this.readline.close();
    const { unended } = this.printer;
    this.write(this.printer.take() + (unended ? `${unended}\n` : ""));
    this.printer.release();
    this.resolveClosed(this.ending ?? "quit");
  }

  private openReadline(): Interface {
    const { columns, rows } = process.stdout;
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        this.write(String(chunk));
        done();
      },
    });
    const history = this.history.entries.filter(entry => !entry.includes("\n")).reverse();
    const readline = createInterface({
      input: process.stdin,
      output: Object.assign(sink, { isTTY: true, columns, rows }),
      terminal: true,
      history,
    });
    readline.on("line", line => this.entered(line));
    readline.on("SIGINT", () => this.breakOff());
    readline.on("close", () => this.end("quit"));
    return readline;
  }

  private entered(line: string): void {
    if (this.leaving.text !== undefined) {
      const answer = this.leaving.press({ name: line.trim().toLowerCase().slice(0, 1) }, true, []);
      if (answer === "leave") this.quit();
      else this.ask();
      return;
    }
    if (!this.runner) {
      this.early.push(line);
      return;
    }
    this.begun.push(line);
    const text = this.begun.join("\n");
    const isWhole = text.trim() === "" || this.runner.isComplete(text);
    if (isWhole) this.begun = [];
    if (isWhole && text.trim() !== "") {
      this.history.add(text);
      this.queue.push(text);
    } else this.ask();
  }

  private breakOff(): void {
    this.queue.clear();
    if (this.queue.running && this.runner?.interrupt()) return;
    const isIdle = this.readline.line === "" && this.begun.length === 0;
    this.begun = [];
    const queries = this.options.monitor.queries();
    const answer = this.leaving.press({ name: "c", ctrl: true }, isIdle, queries);
    this.write("^C\n");
    // What was being typed is dropped.
    this.readline.write(null as unknown as string, { ctrl: true, name: "e" });
    this.readline.write(null as unknown as string, { ctrl: true, name: "u" });
    if (answer === "asked") this.printer.line(this.leaving.text ?? "");
    this.ask();
  }

  /** Prints what waits, then asks for a line unless an entry runs. */
  private ask(): void {
    if (this.isOver || this.ending !== undefined || this.queue.running) return;
    this.write(this.printer.take());
    const mark = this.options.prompt?.() ?? "tweet> ";
    this.readline.setPrompt(this.begun.length > 0 ? "...> ".padStart(mark.length) : mark);
    this.readline.prompt(true);
  }

  private flush(): void {
    if (this.isOver) return;
    const isAsking = !this.queue.running && this.ending === undefined;
    if (isAsking && (this.readline.line !== "" || this.begun.length > 0)) return;
    const text = this.printer.take();
    if (isAsking && text !== "") this.write(`\n${text}`);
    else this.write(text);
    if (isAsking) this.ask();
  }

  private end(reason: EndReason): void {
    if (this.ending !== undefined) return;
    this.ending = reason;
    this.queue.clear();
    void (async () => {
      try {
        await this.options.onExit(reason);
      } catch (error) {
        this.output.error(messageOf(error));
      }
      this.close();
    })();
  }

  private readonly onTerminate = () => this.end("SIGTERM");
  private readonly onHangup = () => this.end("SIGHUP");

  private listen(how: "on" | "off"): void {
    process[how]("SIGTERM", this.onTerminate);
    process[how]("SIGHUP", this.onHangup);
  }
}
