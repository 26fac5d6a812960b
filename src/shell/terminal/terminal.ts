import { spawn } from "node:child_process";
import type { Key } from "node:readline";
import { actionText } from "../../pane/action-text.js";
import { PaneControls } from "../../pane/pane-controls.js";
import { layoutScreen } from "../../pane/screen-layout.js";
import { messageOf } from "../../util/errors.js";
import { hasColor } from "../../util/has-color.js";
import type { EntryOutput, EntryRunner } from "../entry.js";
import { DrawPace } from "./draw-pace.js";
import { KeyInput } from "./key-input.js";
import { LeaveQuestion } from "./leave-question.js";
import { LiveArea } from "./live-area.js";
import { LongOutput } from "./long-output.js";
import { Printer } from "./printer.js";
import { Prompt } from "./prompt.js";
import { QueryRecord } from "./query-record.js";
import type { EndReason, Terminal, TerminalOptions } from "./terminal-contract.js";
import { editText } from "./text-editor.js";
import { TtyOutput } from "./tty-output.js";

/** Milliseconds after which a running entry is said to run, and between looks at the status lines. */
const tick = 500;
/** Milliseconds after the last change of its size until a terminal is taken to keep it. */
const resizePause = 150;

/** Starts prompt and pane on this process's terminal. Standard input and output must be terminals. */
export function startTerminal(options: TerminalOptions): Terminal {
  return new InkTerminal(options);
}

class InkTerminal implements Terminal {
  readonly closed: Promise<EndReason>;
  readonly output: EntryOutput = {
    answer: text => this.printer.line(this.long.fit(text, this.tty.terminalRows)),
    error: text => this.printer.line(this.red(text)),
  };
  readonly long = new LongOutput();
  readonly pane: PaneControls;
  private readonly color = hasColor(process.env);
  private readonly printer = new Printer(
    () => this.pace?.request(false),
    () => this.pace?.now(),
  );
  private readonly tty: TtyOutput;
  private readonly live: LiveArea;
  private readonly pace: DrawPace;
  private readonly input: KeyInput;
  private readonly prompt: Prompt;
  private readonly record: QueryRecord;
  private readonly unsubscribe: () => void;
  private readonly leaving = new LeaveQuestion();
  private readonly ticking: NodeJS.Timeout;
  private resolveClosed!: (reason: EndReason) => void;
  private ending: EndReason | undefined;
  private over = false;
  private suspended = false;
  private lent = false;
  private keptHeight = 0;
  private resizing: NodeJS.Timeout | undefined;

  constructor(private readonly options: TerminalOptions) {
    this.closed = new Promise(resolve => (this.resolveClosed = resolve));
    this.pane = new PaneControls(options.pane);
    const writeToTerminal = this.printer.capture(process.stdout);
    if (process.stderr.isTTY) {
      this.printer.capture(process.stderr);
      this.printer.captureWarnings();
    }
    this.tty = new TtyOutput(process.stdout, writeToTerminal);
    this.live = new LiveArea(this.tty, this.color);
    this.pace = new DrawPace(() => this.draw());
    if (options.banner !== "") this.printer.line(options.banner);
    this.prompt = new Prompt({
      get mark() {
        return options.prompt?.() ?? "tweet> ";
      },
      color: this.color,
      historyFile: options.historyFile,
      output: this.output,
      changed: () => this.pace.request(true),
      submitted: () => (this.keptHeight = 0),
      quit: () => this.quit(),
      clearScreen: () => this.redraw("\x1b[2J\x1b[H"),
      suspend: () => this.suspend(),
      edit: text =>
        void this.edit(text).catch((error: unknown) => this.output.error(`error: ${messageOf(error)}`)),
    });
    this.input = new KeyInput(process.stdin, writeToTerminal, {
      key: (text, key) => this.key(text, key),
      paste: text => this.paste(text),
      ended: () => this.end("SIGHUP"),
      joins: rules => {
        this.prompt.joins = rules;
        this.pace.request(false);
      },
    });
    this.record = new QueryRecord(
      { line: text => this.printer.line(text), error: text => this.output.error(text) },
      () => !this.pane.isOn,
    );
    this.unsubscribe = options.monitor.subscribe(() => this.queriesChanged());
    this.ticking = setInterval(() => this.pace.request(false), tick);
    // Stays to the end: a terminal that is gone fails the very last write too.
    process.stdout.on("error", this.onOutputError);
    this.listen("on");
    this.input.start();
    this.pace.now();
  }

  attach(runner: EntryRunner, opening?: () => Promise<unknown>): void {
    this.prompt.attach(runner, opening);
  }

  typed(keys: string): void {
    if (!this.over && keys !== "") process.stdin.unshift(Buffer.from(keys));
  }

  quit(): void {
    this.end("quit");
  }

  close(): void {
    if (this.over) return;
    this.over = true;
    this.unsubscribe();
    clearInterval(this.ticking);
    clearTimeout(this.resizing);
    this.listen("off");
    this.pace.stop();
    this.live.erase();
    const { unended } = this.printer;
    this.tty.write(this.printer.take() + (unended ? `${unended}\n` : ""));
    this.tty.flush();
    this.input.stop();
    this.printer.release();
    this.resolveClosed(this.ending ?? "quit");
  }

  private draw(): void {
    if (this.suspended || this.resizing !== undefined) return;
    const { pane } = this;
    const printed = this.printer.take();
    if (printed !== "") this.live.print(printed);
    const layout = layoutScreen({
      columns: this.tty.terminalColumns,
      rows: this.tty.terminalRows,
      unended: this.printer.unended,
      queries: pane.isOn ? pane.queries : [],
      view: pane.view,
      now: Date.now(),
      statusLines: [
        ...((pane.isOn && this.options.statusLines?.()) || []),
        ...(this.ending ? ["ending · Ctrl-C does not wait"] : this.prompt.notices(ms => this.progress(ms))),
      ],
      question: this.leaving.text,
      prompt: this.prompt.view,
      keptHeight: this.keptHeight,
    });
    pane.settle(layout.scroll);
    this.keptHeight = layout.pane.length > 0 ? layout.heightAbovePrompt : 0;
    this.live.draw(layout);
  }

  private progress(ms: number): string | undefined {
    const now = Date.now();
    const action = this.options.actions?.().find(({ startedAt }) => startedAt >= now - ms - 1);
    return action && actionText(action, now);
  }

  /** Takes the live area away, writes what is to be written without it, and draws it anew. */
  private redraw(between = ""): void {
    this.keptHeight = 0;
    this.live.erase();
    if (between) this.tty.write(between);
    this.tty.flush();
    this.pace.now();
  }

  private queriesChanged(): void {
    const queries = this.options.monitor.queries();
    this.pane.memory.update(queries, Date.now());
    this.record.update(queries);
    this.pace.request(false);
  }

  private key(text: string | undefined, key: Key): void {
    if (this.ending !== undefined) {
      if (key.ctrl && key.name === "c") this.close();
      return;
    }
    const answer = this.leaving.press(key, this.prompt.isIdle, this.options.monitor.queries());
    if (answer === "leave") this.quit();
    else if (answer !== "asked" && !this.pane.press(key)) this.prompt.press(text, key);
    this.pace.request(true);
  }

  private paste(text: string): void {
    if (this.ending !== undefined) return;
    this.leaving.forget();
    this.pane.change({ hasKeys: false });
    this.prompt.paste(text);
  }

  private end(reason: EndReason): void {
    if (this.ending !== undefined) return;
    this.ending = reason;
    this.prompt.dropWaiting();
    void (async () => {
      try {
        await this.options.onExit(reason);
      } catch (error) {
        this.output.error(messageOf(error));
      }
      this.close();
    })();
  }

  async lend<T>(use: () => Promise<T>): Promise<T> {
    this.live.erase();
    this.input.stop();
    this.suspended = true;
    this.lent = true;
    try {
      return await use();
    } finally {
      this.lent = false;
      this.onContinue();
    }
  }

  async edit(text: string): Promise<void> {
    this.prompt.put(await this.lend(() => editText(text)));
  }

  /** Ctrl-Z. Without a shell that could bring this process back the stop is not granted, and it goes on by itself. */
  private suspend(): void {
    this.live.erase();
    this.input.stop();
    this.suspended = true;
    // Not by process.kill(): Node takes that for its end, and its inspector, which runs the entries, is gone afterwards.
    spawn("kill -TSTP 0", { shell: true, stdio: "ignore" }).on("error", this.onContinue);
    setTimeout(this.onContinue, 300);
  }

  private readonly onContinue = () => {
    if (this.over || this.lent) return;
    this.suspended = false;
    this.input.stop();
    this.input.start();
    this.redraw();
  };
  /**
   * Terminals break and join lines by their size alone, whatever it was in between. So nothing is erased or drawn until it stays: an
   * erasing that met another size than it was made for would take what was printed above.
   */
  private readonly onResize = () => {
    clearTimeout(this.resizing);
    this.resizing = setTimeout(() => {
      this.resizing = undefined;
      this.redraw();
    }, resizePause);
  };
  private readonly onInterrupt = () =>
    !this.lent && this.key("\x03", { name: "c", ctrl: true, sequence: "\x03" });
  private readonly onTerminate = () => this.end("SIGTERM");
  private readonly onHangup = () => this.end("SIGHUP");
  private readonly onProcessExit = () => this.close();
  private readonly onOutputError = () => {
    this.tty.muted = true;
    this.end("SIGHUP");
  };

  private listen(how: "on" | "off"): void {
    process.stdout[how]("resize", this.onResize);
    process[how]("SIGINT", this.onInterrupt);
    process[how]("SIGTERM", this.onTerminate);
    process[how]("SIGHUP", this.onHangup);
    process[how]("SIGCONT", this.onContinue);
    process[how]("exit", this.onProcessExit);
  }

  private red(text: string): string {
    return this.color ? text.replace(/^.+$/gm, "\x1b[31m$&\x1b[39m") : text;
  }
}
