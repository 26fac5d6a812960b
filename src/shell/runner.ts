import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterControl } from "../contracts/cluster-control.js";
import type { ProducerControl } from "../contracts/producer-control.js";
import type { QueryMonitor } from "../contracts/query-monitor.js";
import type { TopicsControl } from "../contracts/topics-control.js";
import { DataFrame } from "../sql/data-frame.js";
import { UserError } from "../util/errors.js";
import { packageRoot } from "../util/package-root.js";
import type { CommandContext, TranscriptEntry } from "./commands/command.js";
import { commands, parseCommand } from "./commands/registry.js";
import { Completer } from "./complete/completer.js";
import type { Completion } from "./complete/completion.js";
import { type CompletionSources, noSources } from "./complete/sources.js";
import type { EntryOutput, EntryRunner } from "./entry.js";
import type { SignatureHint } from "./evaluate/completion-messages.js";
import { Interrupted } from "./evaluate/evaluator.js";
import { InterruptWatch } from "./evaluate/interrupt-watch.js";
import type { Mistake, Statement } from "./evaluate/messages.js";
import { StatementRunner } from "./evaluate/statement-runner.js";
import { isBlank, isComplete } from "./input/complete.js";
import { type Entry, entriesOf } from "./input/entry-reader.js";
import { readsAsPython, typescriptFor } from "./python/suggest.js";
import { errorLine, type Origin, placeLabel, took, underlined } from "./report.js";
import { type SettingName, Settings } from "./settings.js";
import { runShellCommand, shellCommand } from "./shell-command.js";
import { holdsSecret } from "./terminal/secrets.js";

const keptHistory = 1000;

export interface RunnerOptions {
  /** What stands at the prompt, by name. */
  readonly bindings: object;
  readonly output: EntryOutput;
  readonly monitor: QueryMonitor;
  readonly producer: ProducerControl;
  readonly cluster: ClusterControl;
  readonly topics: TopicsControl;
  /** The live pane, where there is one. */
  readonly pane?: CommandContext["pane"];
  readonly page?: CommandContext["page"];
  /** Is told of what `:set` sets. */
  onSetting?(name: SettingName, on: boolean): void;
  readonly edit?: CommandContext["edit"];
  onQuit(): void;
  /** Called when Ctrl-C breaks off an entry, so that what it started can be stopped too. */
  onInterrupt?(): void;
  /** Without a terminal of its own: called when SIGINT has ended code that kept the thread busy. */
  onSigint?(): void;
  /** Declaration files of the bindings. */
  readonly declarations?: readonly string[];
  /** What completion offers beside what the session itself has. */
  readonly completion?: CompletionSources;
  /** The terminal in which errors show the line with a mark under the mistake; without it each is one line. */
  readonly marks?: { readonly columns: number };
  /**
   * For a terminal in raw mode: watches for Ctrl-C while an entry keeps this thread busy. Called, once the thread is
   * free, with the other keys typed meanwhile.
   */
  onTypedAhead?(keys: string): void;
}

export interface Runner extends EntryRunner {
  /** Whether what is entered is SQL: `:sql`. */
  readonly isSql: boolean;
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
  readonly #statements: StatementRunner;
  readonly #history: string[] = [];
  readonly #commandContext: CommandContext;
  readonly #completer: Completer;
  readonly #settings = new Settings((name, on) => this.#options.onSetting?.(name, on));
  readonly #transcript: TranscriptEntry[] = [];
  /** What was entered of a query that has no `;` yet. */
  #query = "";
  #lastError: unknown;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #waits = new Set<() => void>();
  #entries = 0;

  constructor(options: RunnerOptions) {
    this.#options = options;
    const declarations = options.declarations ?? [join(packageRoot, "dist/types/sql/prompt.d.ts")];
    const service = { folder: process.cwd(), declarations };
    this.#statements = new StatementRunner(options.bindings, service, promise => this.#wait(promise));
    if (options.onSigint) this.#statements.breakOnSigint(() => options.onSigint?.());
    process.on("uncaughtException", this.#showUncaught);
    process.on("unhandledRejection", this.#showUncaught);
    const { output, monitor, producer, cluster, topics, pane, page, edit, onQuit } = options;
    this.#completer = new Completer({
      service: this.#statements.compiler,
      names: this.#statements,
      sources: options.completion ?? noSources,
      commands,
      isSql: () => this.isSql,
    });
    const lastError = () => this.#lastError;
    this.#commandContext = {
      output,
      monitor,
      producer,
      cluster,
      topics,
      settings: this.#settings,
      transcript: this.#transcript,
      pane,
      page,
      edit,
      commands,
      history: this.#history,
      get lastError() {
        return lastError();
      },
      quit: onQuit,
      reset: () => this.#statements.reset(),
      sql: { isOn: false, run: query => this.#succeeds(() => this.#runQuery(query)) },
      run: text => this.#succeeds(() => this.#runText(text)),
      runFile: path => this.#succeeds(() => this.#runFile(path)),
      typeOf: text => this.#typeOf(text),
    };
  }

  isComplete(text: string): boolean {
    if (this.isSql && !isBlank(text) && !/^\s*[:!]/.test(text)) return endsQuery(text);
    return isComplete(text);
  }

  get isSql(): boolean {
    return this.#commandContext.sql.isOn;
  }

  run(text: string): Promise<boolean> {
    return this.#queued(() => {
      // `:history` shows it again: what seems to hold a secret is left out.
      if (text.trim() && !holdsSecret(text)) this.#history.push(text.trim());
      if (this.#history.length > keptHistory) this.#history.shift();
      return this.#timed(() =>
        this.isSql && !/^\s*[:!]/.test(text) ? this.#runSql(text) : this.#runText(text),
      );
    });
  }

  runFile(path: string): Promise<boolean> {
    return this.#queued(() => this.#runFile(path));
  }

  complete(text: string, cursor: number): Promise<Completion | undefined> {
    return this.#completer.complete(text, cursor);
  }

  prepare(text: string, cursor: number): void {
    this.#completer.prepare(text, cursor);
  }

  hint(text: string, cursor: number): Promise<SignatureHint | undefined> {
    return this.#completer.hint(text, cursor);
  }

  interrupt(): boolean {
    if (this.#waits.size === 0) return false;
    for (const breakOff of this.#waits) breakOff();
    this.#options.onInterrupt?.();
    return true;
  }

  warmUp(): void {
    this.#statements.compiler.start();
  }

  get servicePid(): number | undefined {
    return this.#statements.compiler.pid;
  }

  close(): void {
    process.off("uncaughtException", this.#showUncaught);
    process.off("unhandledRejection", this.#showUncaught);
    this.#statements.close();
  }

  /** One entry after the other; errors are shown, not thrown. */
  #queued(action: () => Promise<void>): Promise<boolean> {
    const done = this.#tail.then(async () => {
      const { onTypedAhead } = this.#options;
      if (onTypedAhead && !this.#statements.watch) this.#statements.watchWith(this.#startWatch(onTypedAhead));
      const { watch } = this.#statements;
      watch?.begin();
      try {
        return await this.#succeeds(action);
      } finally {
        watch?.end();
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
    return new InterruptWatch(({ keys, interrupted, entry }) => {
      if (interrupted && entry === this.#statements.watch?.entry) this.interrupt();
      // After the entry that was broken off has said so.
      if (keys) setImmediate(onTypedAhead, keys);
    });
  }

  async #timed(action: () => Promise<void>): Promise<void> {
    const start = performance.now();
    try {
      await action();
    } finally {
      if (this.#settings.is("time")) this.#options.output.answer(took(performance.now() - start));
    }
  }

  /** Queries up to the last `;`; what follows it waits for its own. */
  async #runSql(text: string): Promise<void> {
    const queries = `${this.#query}${text}\n`.split(/;(?=(?:[^'"`]|'[^']*'|"[^"]*"|`[^`]*`)*$)/);
    this.#query = queries.pop()!.trimStart();
    for (const query of queries) if (query.trim() !== "") await this.#runQuery(query.trim());
  }

  async #runQuery(query: string): Promise<void> {
    const text = JSON.stringify(query.replace(/;\s*$/, ""));
    await this.#runText(
      `{ const $rows = spark.sql(${text}); if ($rows.isStreaming) println($rows); else if ($rows.columns.length > 0) await $rows.show(); }`,
    );
    const shown = `spark.sql(${text}).show()`;
    this.#transcript.splice(-1, 1, { source: shown, typescript: shown });
  }

  async #runFile(path: string): Promise<void> {
    const text = await readFile(path, "utf8").catch(() => {
      throw new UserError(`cannot read ${path}: name a .ts or .scala file that is there`);
    });
    await this.#runText(text.replace(/^\uFEFF?(#![^\n]*)?/, ""), { file: path, line: 0 });
  }

  /** Runs a text that may hold several entries: as TypeScript if all of it is, otherwise line by line as if typed. */
  async #runText(text: string, origin?: Origin, isPart = false): Promise<void> {
    const command = shellCommand(text, name => this.#statements.has(name));
    if (command !== undefined) return this.#runShell(command);
    const entries = entriesOf(text);
    const [first] = entries;
    const found = first && entries.length === 1 ? this.#commandIn(first, origin) : undefined;
    if (found) {
      const outcome = await this.#wait(found.command.run(this.#commandContext, found.args));
      if (outcome === false) throw new Shown();
      return;
    }
    const isOne = entries.length <= 1;
    if (isOne || !entries.some(entry => /^\s*:/.test(entry.text))) {
      const whole = await this.#statements.split(this.#applied(text));
      if ("ok" in whole && (isOne || whole.ok.every(({ language }) => language === "typescript")))
        return this.#runStatements(whole.ok, text, origin, isPart);
      if (isOne && "mistake" in whole) throw this.#showMistake(whole.mistake, text, origin);
    }
    await this.#inOrder(entries, origin !== undefined || isPart, entry =>
      this.#runText(entry.text, origin && { ...origin, line: origin.line + entry.line }, true),
    );
  }

  /** Runs parts up to the first error; then it says which one that was, unless the error itself does, and that the rest was left. */
  async #inOrder<T extends { readonly line: number }>(
    parts: readonly T[],
    isPlaced: boolean,
    run: (part: T) => Promise<void>,
  ): Promise<void> {
    for (const [i, part] of parts.entries())
      try {
        await run(part);
      } catch (thrown) {
        const rest = parts.length - i - 1;
        if (isPlaced || rest === 0 || part.line === parts.at(-1)?.line) throw thrown;
        if (!(thrown instanceof Shown)) this.#showError(thrown, "");
        this.#options.output.error(
          `stopped at line ${part.line + 1}, ${i + 1} of ${parts.length} statements: ${rest === 1 ? "the one after it was" : `the ${rest} after it were`} not run`,
        );
        throw new Shown();
      }
  }

  async #runShell(command: string): Promise<void> {
    const stopping = new AbortController();
    try {
      const print = (text: string) => this.#options.output.answer(text.replace(/\n$/, ""));
      await this.#wait(runShellCommand(command, print, stopping.signal));
    } finally {
      stopping.abort();
    }
  }

  #commandIn(entry: Entry, origin: Origin | undefined): ReturnType<typeof parseCommand> {
    try {
      return parseCommand(entry.text);
    } catch (thrown) {
      this.#showError(thrown, placeLabel(origin, entry.line));
      throw new Shown();
    }
  }

  /** A line that begins with a dot goes on with the last result. */
  #applied(text: string): string {
    if (!leadingDot.test(text)) return text;
    if (!this.#statements.last)
      throw new UserError(`nothing to apply ${text.trim().split("\n")[0]} to: enter an expression first`);
    return `$last${text.trimStart()}`;
  }

  async #runStatements(
    statements: readonly Statement[],
    text: string,
    origin: Origin | undefined,
    isPart: boolean,
  ): Promise<void> {
    const rebinds =
      leadingDot.test(text) && statements.length === 1 ? this.#statements.last?.definition : undefined;
    await this.#inOrder(statements, origin !== undefined || isPart, async statement => {
      const compiled = await this.#statements.compile(statement);
      if ("mistake" in compiled) throw this.#showMistake(compiled.mistake, text, origin);
      try {
        const name = origin
          ? `${origin.file}:${origin.line + statement.line + 1}`
          : `entry-${++this.#entries}`;
        const { typescript } = compiled.ok;
        if (this.#settings.is("echo") && typescript !== statement.source)
          this.#options.output.answer(`// ${typescript}`);
        const { answers, value } = await this.#statements.run(compiled.ok, statement, name, rebinds);
        if (answers.length > 0) this.#options.output.answer(answers.join("\n"));
        if (this.#settings.is("eager") && value instanceof DataFrame && !value.isStreaming)
          await this.#wait(value.show());
        this.#remember(statement.source, typescript);
      } catch (thrown) {
        this.#showError(thrown, placeLabel(origin, statement.line));
        throw new Shown();
      }
    });
  }

  /** What is saved by `:save`: lines that seem to hold a secret are not. */
  #remember(source: string, typescript: string): void {
    const kept = !holdsSecret(source) && !holdsSecret(typescript);
    const instead = "// a line that seems to hold a secret was left out";
    this.#transcript.push(kept ? { source, typescript } : { source: instead, typescript: instead });
  }

  async #typeOf(text: string): Promise<string> {
    const answer = await this.#statements.typeOf(text);
    if ("mistake" in answer) throw this.#showMistake(answer.mistake, text, undefined);
    return answer.ok;
  }

  /** Waits for a promise, or until Ctrl-C. What goes on after that goes on unseen. */
  async #wait<T>(promise: Promise<T>): Promise<T> {
    let breakOff = () => {};
    try {
      return await new Promise<T>((resolve, reject) => {
        breakOff = () => reject(new Interrupted());
        this.#waits.add(breakOff);
        promise.then(resolve, reject);
      });
    } finally {
      this.#waits.delete(breakOff);
    }
  }

  #showMistake(found: Mistake, text: string, origin: Origin | undefined): Shown {
    const mistake = readsAsPython(text) ? pythonMistake(found, text) : undeclared(found, text);
    this.#lastError = Object.assign(new UserError(mistake.message), { stack: mistake.message });
    const { marks } = this.#options;
    const mark = marks && underlined(this.#applied(text), mistake, marks.columns);
    const line = `${placeLabel(origin, mistake.line)}error: ${mistake.message}`;
    this.#options.output.error(mark ? `${line}\n${mark}` : line);
    return new Shown();
  }

  #showError(thrown: unknown, place: string): void {
    if (!(thrown instanceof Interrupted)) {
      this.#lastError = thrown;
      this.#statements.tell(thrown);
    }
    this.#options.output.error(place + errorLine(thrown));
  }

  /** What user code throws where nothing waits for it is shown, and the shell goes on. */
  readonly #showUncaught = (thrown: unknown): void => this.#showError(thrown, "");
}

/** `df = …` of a name that is not there. */
function undeclared(found: Mistake, text: string): Mistake {
  const [, name] = /^\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*=[^=>]/u.exec(text) ?? [];
  const isMissing = name !== undefined && found.message.startsWith(`Cannot find name '${name}'`);
  return isMissing
    ? { ...found, message: `Cannot find name '${name}'. To define it: const ${name} = …` }
    : found;
}

/** What is said of Python's lines: the TypeScript to type. */
function pythonMistake(found: Mistake, text: string): Mistake {
  const answer = typescriptFor(text);
  const message =
    "hint" in answer
      ? `this is Python: ${answer.hint}`
      : `this is Python; in TypeScript: ${answer.typescript}`;
  return { ...found, message, column: -1 };
}

/** Whether a text ends a query: a `;` outside of quotes. */
const endsQuery = (text: string): boolean =>
  /;\s*$/.test(text.replace(/'[^']*'|"[^"]*"|`[^`]*`|--[^\n]*/g, ""));

const leadingDot = /^\s*\.[\p{L}_$]/u;
