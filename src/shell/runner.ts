import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducerControl } from "../contracts/producer-control.js";
import type { QueryMonitor } from "../contracts/query-monitor.js";
import { UserError } from "../util/errors.js";
import { packageRoot } from "../util/package-root.js";
import type { CommandContext } from "./commands/command.js";
import { commands, parseCommand } from "./commands/registry.js";
import { displayDefinition } from "./display.js";
import type { EntryOutput, EntryRunner } from "./entry.js";
import { CompileClient } from "./evaluate/compile-client.js";
import { Evaluator, Interrupted } from "./evaluate/evaluator.js";
import { InterruptWatch } from "./evaluate/interrupt-watch.js";
import type { Cell, Compiled, Mistake, Statement } from "./evaluate/messages.js";
import { isComplete } from "./input/complete.js";
import { entriesOf } from "./input/entry-reader.js";
import { errorLine, type Origin, placeLabel, underlined } from "./report.js";
import { Results } from "./results.js";

const keptHistory = 1000;

export interface RunnerOptions {
  /** What stands at the prompt, by name. */
  readonly bindings: object;
  readonly output: EntryOutput;
  readonly monitor: QueryMonitor;
  readonly producer: ProducerControl;
  onQuit(): void;
  /** Called when Ctrl-C breaks off an entry, so that what it started can be stopped too. */
  onInterrupt?(): void;
  /** Declaration files of the bindings. */
  readonly declarations?: readonly string[];
  /** Whether errors show the line with a mark under the mistake; otherwise each is one line. */
  readonly marks?: boolean;
  /**
   * For a terminal in raw mode: watches for Ctrl-C while an entry keeps this thread busy. Called, once the thread is
   * free, with the other keys typed meanwhile.
   */
  onTypedAhead?(keys: string): void;
}

export interface Runner extends EntryRunner {
  /** Loads the type checker in the background: to be called once the first prompt stands. */
  warmUp(): void;
  /** Runs a `.ts` or `.scala` file up to its first error, which names file and line. */
  runFile(path: string): Promise<boolean>;
  /** Ends the compile service and takes this runner's hands off the process. */
  close(): void;
  /** The compile service's process id, while it runs. */
  readonly servicePid: number | undefined;
}

export function createRunner(options: RunnerOptions): Runner {
  return new ShellRunner(options);
}

/** A failure that was shown already. */
class Shown extends Error {}

class ShellRunner implements Runner {
  readonly #options: RunnerOptions;
  readonly #compiler: CompileClient;
  readonly #evaluator: Evaluator;
  readonly #results = new Results();
  readonly #history: string[] = [];
  readonly #commandContext: CommandContext;
  #watch: InterruptWatch | undefined;
  #lastError: unknown;
  #tail: Promise<unknown> = Promise.resolve();
  #breakOff: (() => void) | undefined;
  #entries = 0;

  constructor(options: RunnerOptions) {
    this.#options = options;
    const declarations = options.declarations ?? [join(packageRoot, "dist/types/sql/prompt.d.ts")];
    this.#compiler = new CompileClient({ folder: process.cwd(), declarations });
    this.#evaluator = new Evaluator(options.bindings);
    process.on("uncaughtException", this.#showUncaught);
    process.on("unhandledRejection", this.#showUncaught);
    const { output, monitor, producer, onQuit } = options;
    const lastError = () => this.#lastError;
    this.#commandContext = {
      output,
      monitor,
      producer,
      commands,
      history: this.#history,
      get lastError() {
        return lastError();
      },
      quit: onQuit,
      run: text => this.#succeeds(() => this.#runText(text)),
      runFile: path => this.#succeeds(() => this.#runFile(path)),
      typeOf: text => this.#typeOf(text),
    };
  }

  isComplete(text: string): boolean {
    return isComplete(text);
  }

  run(text: string): Promise<boolean> {
    return this.#queued(() => {
      if (text.trim()) this.#history.push(text.trim());
      if (this.#history.length > keptHistory) this.#history.shift();
      return this.#runText(text);
    });
  }

  runFile(path: string): Promise<boolean> {
    return this.#queued(() => this.#runFile(path));
  }

  interrupt(): boolean {
    if (!this.#breakOff) return false;
    this.#breakOff();
    this.#options.onInterrupt?.();
    return true;
  }

  warmUp(): void {
    this.#compiler.start();
  }

  get servicePid(): number | undefined {
    return this.#compiler.pid;
  }

  close(): void {
    process.off("uncaughtException", this.#showUncaught);
    process.off("unhandledRejection", this.#showUncaught);
    this.#watch?.stop();
    this.#compiler.stop();
    this.#evaluator.close();
  }

  /** One entry after the other; errors are shown, not thrown. */
  #queued(action: () => Promise<void>): Promise<boolean> {
    const done = this.#tail.then(async () => {
      if (this.#options.onTypedAhead) this.#watch ??= this.#startWatch(this.#options.onTypedAhead);
      this.#watch?.begin();
      try {
        return await this.#succeeds(action);
      } finally {
        this.#watch?.end();
      }
    });
    this.#tail = done;
    return done;
  }

  async #succeeds(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Shown)) this.#showError(thrown, "");
      return false;
    }
  }

  #startWatch(onTypedAhead: (keys: string) => void): InterruptWatch {
    return new InterruptWatch(({ keys, interrupted }) => {
      if (interrupted) this.interrupt();
      if (keys) onTypedAhead(keys);
    });
  }

  async #runFile(path: string): Promise<void> {
    const text = await readFile(path, "utf8").catch(() => {
      throw new UserError(`cannot read ${path}: name a .ts or .scala file that is there`);
    });
    await this.#runText(text.replace(/^\uFEFF?(#![^\n]*)?/, ""), { file: path, line: 0 });
  }

  /** Runs a text that may hold several entries: as TypeScript if all of it is, otherwise line by line as if typed. */
  async #runText(text: string, origin?: Origin): Promise<void> {
    const found = this.#commandIn(text, origin);
    if (found) {
      if ((await this.#wait(found.command.run(this.#commandContext, found.args))) === false)
        throw new Shown();
      return;
    }
    const hasCommands = /^\s*:/m.test(text);
    const whole = hasCommands ? undefined : await this.#ask("split", { text: this.#applied(text) });
    if (whole && "ok" in whole && whole.ok.every(({ language }) => language === "typescript"))
      return this.#runStatements(whole.ok, text, origin);
    const entries = entriesOf(text);
    if (entries.length === 1 && whole) {
      if ("mistake" in whole) throw this.#showMistake(whole.mistake, text, origin);
      return this.#runStatements(whole.ok, text, origin);
    }
    for (const entry of entries)
      await this.#runText(entry.text, origin && { ...origin, line: origin.line + entry.line });
  }

  #commandIn(text: string, origin: Origin | undefined): ReturnType<typeof parseCommand> {
    if (!isPaste.test(text) && text.trim().includes("\n")) return undefined;
    try {
      return parseCommand(text);
    } catch (thrown) {
      this.#showError(thrown, placeLabel(origin, 0));
      throw new Shown();
    }
  }

  /** A line that begins with a dot goes on with the last result. */
  #applied(text: string): string {
    if (!leadingDot.test(text)) return text;
    if (!this.#results.last)
      throw new UserError(`nothing to apply ${text.trim().split("\n")[0]} to: enter an expression first`);
    return `$last${text.trimStart()}`;
  }

  async #runStatements(
    statements: readonly Statement[],
    text: string,
    origin: Origin | undefined,
  ): Promise<void> {
    const rebinds =
      leadingDot.test(text) && statements.length === 1 ? this.#results.last?.definition : undefined;
    for (const statement of statements) {
      const compiled = await this.#ask("compile", { statement });
      if ("mistake" in compiled) throw this.#showMistake(compiled.mistake, text, origin);
      try {
        await this.#runCompiled(compiled.ok, statement, rebinds, origin);
      } catch (thrown) {
        this.#showError(thrown, placeLabel(origin, statement.line));
        throw new Shown();
      }
    }
  }

  async #runCompiled(
    compiled: Compiled,
    statement: Statement,
    rebinds: string | undefined,
    origin: Origin | undefined,
  ): Promise<void> {
    const name = origin ? `${origin.file}:${origin.line + statement.line + 1}` : `entry-${++this.#entries}`;
    const { value, defined } = await this.#wait(this.#evaluator.run(compiled, name));
    const { output } = this.#options;
    if (defined) {
      const isImport = /^import\b/.test(statement.text);
      const lines = compiled.cell.names.map(({ name, kind }) => {
        if (isImport) return undefined;
        const definition = defined[name];
        if (kind === "import")
          return typeof definition === "function" ? `defined ${kindOf(definition)} ${name}` : undefined;
        return displayDefinition(name, definition);
      });
      this.#commit(
        compiled.cell,
        compiled.cell.names.findLast(({ kind }) => kind !== "import")?.name,
        defined,
      );
      const shown = lines.filter(line => line !== undefined);
      if (shown.length > 0) output.answer(shown.join("\n"));
    } else if (value !== undefined) {
      const result = rebinds ?? this.#results.nextName();
      const names = [{ name: result, kind: "const" as const, exported: "$value", isValue: true }];
      this.#evaluator.define({ [result]: value });
      this.#commit({ ...compiled.cell, names }, result, { [result]: value }, rebinds === undefined);
      output.answer(displayDefinition(result, value)!);
    }
  }

  /** Makes a cell's names known, and `_` and a leading dot stand for the last of them. */
  #commit(
    cell: Cell,
    last: string | undefined,
    values: Readonly<Record<string, unknown>>,
    isResult = false,
  ): void {
    const names = [...cell.names];
    const exported = names.find(({ name }) => name === last)?.exported;
    if (last !== undefined && exported !== undefined && values[last] !== undefined) {
      for (const name of ["_", "$last"]) names.push({ name, kind: "const", exported, isValue: true });
      this.#evaluator.define({ _: values[last], $last: values[last] });
      this.#results.last = { definition: isResult ? undefined : last };
    }
    const forgotten = isResult ? this.#results.outdated() : undefined;
    if (forgotten) this.#evaluator.forget(forgotten);
    if (names.length > 0) this.#compiler.commit({ ...cell, names }, forgotten ? [forgotten] : []);
  }

  async #typeOf(text: string): Promise<string> {
    const answer = await this.#ask("typeOf", {
      statement: { text, source: text, line: 0, column: 0, language: "typescript" },
    });
    if ("mistake" in answer) throw this.#showMistake(answer.mistake, text, undefined);
    return answer.ok;
  }

  #ask: CompileClient["ask"] = (kind, question) => this.#wait(this.#compiler.ask(kind, question));

  /** Waits for a promise, or until Ctrl-C. What goes on after that goes on unseen. */
  async #wait<T>(promise: Promise<T>): Promise<T> {
    const outer = this.#breakOff;
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#breakOff = () => {
          outer?.();
          reject(new Interrupted());
        };
        promise.then(resolve, reject);
      });
    } finally {
      this.#breakOff = outer;
    }
  }

  #showMistake(mistake: Mistake, text: string, origin: Origin | undefined): Shown {
    this.#lastError = Object.assign(new UserError(mistake.message), { stack: mistake.message });
    const mark = this.#options.marks ? underlined(this.#applied(text), mistake) : undefined;
    const line = `${placeLabel(origin, mistake.line)}error: ${mistake.message}`;
    this.#options.output.error(mark ? `${line}\n${mark}` : line);
    return new Shown();
  }

  #showError(thrown: unknown, place: string): void {
    if (!(thrown instanceof Interrupted)) this.#lastError = thrown;
    this.#options.output.error(place + errorLine(thrown));
  }

  /** What user code throws where nothing waits for it is shown, and the shell goes on. */
  readonly #showUncaught = (thrown: unknown): void => this.#showError(thrown, "");
}

const isPaste = /^\s*:paste\b/;
const leadingDot = /^\s*\.[\p{L}_$]/u;

const kindOf = (value: object): string =>
  /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
