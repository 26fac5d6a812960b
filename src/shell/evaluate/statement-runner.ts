import { guardUserCode } from "../../util/user-code.js";
import { displayDefinition } from "../display.js";
import { CompileClient } from "./compile-client.js";
import type { ServiceOptions } from "./compile-service.js";
import { Evaluator } from "./evaluator.js";
import type { InterruptWatch } from "./interrupt-watch.js";
import type { Answer, Cell, Compiled, Statement } from "./messages.js";
import { Results } from "./results.js";
import { sigintBreak } from "./sigint-break.js";
import { userTimers } from "./user-timers.js";

/** Waits for a promise unless the user breaks the wait off. */
type Wait = <T>(promise: Promise<T>) => Promise<T>;

/** Compiles and runs statements one by one, and keeps what they define: values here, types in the compile service. */
export class StatementRunner {
  readonly compiler: CompileClient;
  readonly #evaluator: Evaluator;
  #results = new Results();
  readonly #bindings: object;
  readonly #wait: Wait;
  #watch: InterruptWatch | undefined;
  #breakable = <T>(run: () => T): T => run();
  #unguard = () => {};

  constructor(bindings: object, service: ServiceOptions, wait: Wait) {
    this.compiler = new CompileClient(service);
    this.#bindings = bindings;
    this.#evaluator = new Evaluator({ ...userTimers, ...bindings });
    this.#wait = wait;
  }

  /** Has Ctrl-C end statements, and closures of the user's, that keep the thread busy. */
  watchWith(watch: InterruptWatch): void {
    this.#watch = watch;
    this.#breakable = run => watch.duringStatement(run);
    this.#unguard = guardUserCode(run => watch.duringStatement(() => this.#evaluator.breakable(run)));
  }

  /** Has SIGINT end them. @param onBreak called when it did */
  breakOnSigint(onBreak: () => void): void {
    this.#breakable = run => sigintBreak(run, onBreak);
    this.#unguard = guardUserCode(this.#breakable);
  }

  get watch(): InterruptWatch | undefined {
    return this.#watch;
  }

  async split(text: string): Promise<Answer<readonly Statement[]>> {
    return this.#wait(this.compiler.ask("split", { text }));
  }

  async compile(statement: Statement): Promise<Answer<Compiled>> {
    return this.#wait(this.compiler.ask("compile", { statement }));
  }

  async typeOf(text: string): Promise<Answer<string>> {
    const statement: Statement = { text, source: text, line: 0, column: 0, language: "typescript" };
    return this.#wait(this.compiler.ask("typeOf", { statement }));
  }

  /** What a name stands for now. */
  lookUp(name: string): unknown {
    return this.#evaluator.lookUp(name);
  }

  /** What was defined, the newest last. */
  get names(): readonly string[] {
    return this.compiler.names;
  }

  /** What a leading dot applies to; undefined before the first result. */
  get last(): Results["last"] {
    return this.#results.last;
  }

  /**
   * @param origin what stack traces call the statement
   * @param rebinds the definition that takes the value of an expression, which else becomes a result
   * @returns what to answer, and the value of the expression or of the last definition
   */
  async run(
    compiled: Compiled,
    statement: Statement,
    origin: string,
    rebinds: string | undefined,
  ): Promise<{ readonly answers: readonly string[]; readonly value?: unknown }> {
    const { cell } = compiled;
    const { value, defined } = await this.#wait(this.#breakable(() => this.#evaluator.run(compiled, origin)));
    // Scala's shell answers an import with itself; TypeScript's import answers nothing.
    const scalaImport = statement.language === "scala" && /^import\b/.test(statement.source);
    if (defined) {
      this.#evaluator.define(defined);
      const last = cell.names.findLast(({ kind }) => kind !== "import")?.name;
      this.#commit(cell, last, defined);
      if (scalaImport) return { answers: [statement.source.trim()] };
      if (/^import\b/.test(statement.text)) return { answers: [] };
      const answers = cell.names.flatMap(({ name, kind }) => answerTo(name, kind, defined[name]) ?? []);
      return { answers, value: last === undefined ? undefined : defined[last] };
    }
    if (value === undefined) return { answers: scalaImport ? [statement.source.trim()] : [] };
    const name = rebinds ?? this.#results.nextName();
    const names = [{ name, kind: "const" as const, exported: "$value", isValue: true }];
    this.#evaluator.define({ [name]: value });
    this.#commit({ ...cell, names }, name, { [name]: value }, rebinds === undefined);
    return { answers: [displayDefinition(name, value)!], value };
  }

  /** Whether a name stands for something. */
  has(name: string): boolean {
    return name in globalThis || this.names.includes(name);
  }

  /** What was thrown last, as `_error`. */
  tell(error: unknown): void {
    this.#evaluator.define({ _error: error });
  }

  /** Forgets what was defined; what the prompt began with is there again. @returns how many names */
  reset(): number {
    const { names } = this;
    for (const name of names) this.#evaluator.forget(name);
    this.compiler.forget(names);
    this.#evaluator.define(this.#bindings);
    this.#results = new Results();
    return names.filter(name => !["_", "$last"].includes(name)).length;
  }

  close(): void {
    this.#watch?.stop();
    this.#unguard();
    this.compiler.stop();
    this.#evaluator.close();
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
    if (names.length > 0) this.compiler.commit({ ...cell, names }, forgotten ? [forgotten] : []);
  }
}

function answerTo(name: string, kind: string, value: unknown): string | undefined {
  if (kind !== "import") return displayDefinition(name, value);
  if (typeof value !== "function") return undefined;
  const isClass = /^class\b/.test(Function.prototype.toString.call(value));
  return `defined ${isClass ? "class" : "function"} ${name}`;
}
