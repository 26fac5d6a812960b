import { Session as InspectorSession } from "node:inspector";
import { createRequire, isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Compiled } from "./messages.js";

/** What a cell's code is given. */
interface CellContext {
  /** Hands over the definitions of a cell. Variables come as accessors, so that functions of the cell share them. */
  define(definitions: Readonly<Record<string, unknown>>): void;
  /** Hands over what an expression came to. */
  value(value: unknown): void;
  /** `import()` as from a file in the working folder. */
  import(specifier: string): Promise<unknown>;
  /** Definitions that must not become global. */
  readonly shadowed: Readonly<Record<string, unknown>>;
}

interface Outcome {
  /** What an expression came to. */
  readonly value?: unknown;
  /** What was defined: to be passed to `define`, if it is still wanted. */
  readonly defined?: Readonly<Record<string, unknown>>;
}

/** The code was stopped by Ctrl-C while it kept the thread busy. */
export class Interrupted extends Error {
  override name = "Interrupted";
  constructor() {
    super("interrupted");
  }
}

/**
 * Names that the shell itself and its libraries use, or by which libraries recognize a browser: a definition of the
 * user's is seen by the user's lines only.
 */
const reserved = new Set([...Object.getOwnPropertyNames(globalThis), "window", "document", "self"]);
const hook = Symbol.for("tweet-shell.cell");
const userCode = Symbol.for("tweet-shell.user-code");

/**
 * Runs compiled statements in this process. Each is an async function evaluated through the inspector, so that a
 * busy loop can be ended from another thread (`Runtime.terminateExecution`) without ending the shell; what it defines
 * is handed over when all of it ran, so that a definition that fails leaves the old one standing.
 */
export class Evaluator {
  readonly #inspector = new InspectorSession();
  readonly #shadowed: Record<string, unknown> = {};
  readonly #folder: string;

  /** @param bindings the prompt's globals */
  constructor(bindings: object, folder = process.cwd()) {
    this.#folder = folder;
    this.#inspector.connect();
    this.define(bindings);
  }

  /** Makes definitions known to the cells that follow. */
  define(definitions: object): void {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(definitions))) {
      const target = reserved.has(name) ? this.#shadowed : globalThis;
      Object.defineProperty(target, name, { ...descriptor, configurable: true, enumerable: true });
    }
  }

  /** What a name stands for now. */
  lookUp(name: string): unknown {
    return Reflect.get(reserved.has(name) ? this.#shadowed : globalThis, name);
  }

  /** Removes a name, so that what it held can be freed. */
  forget(name: string): void {
    Reflect.deleteProperty(reserved.has(name) ? this.#shadowed : globalThis, name);
  }

  /**
   * @param origin what stack traces call it, such as `entry-3`
   * @throws what the code throws; Interrupted when it was ended
   */
  run(compiled: Compiled, origin: string): Promise<Outcome> {
    const shadowed = compiled.uses.filter(name => Object.hasOwn(this.#shadowed, name));
    const prelude = shadowed.length > 0 ? `const { ${shadowed.join(", ")} } = $cell.shadowed;` : "";
    const expression = `globalThis[Symbol.for("tweet-shell.cell")](async ($cell) => { "use strict"; ${prelude} { ${compiled.js}
} })
//# sourceURL=${encodeURI(origin)}`;
    let running: Promise<Outcome> | undefined;
    Object.defineProperty(globalThis, hook, {
      configurable: true,
      value: (cell: (context: CellContext) => Promise<void>): void => {
        running = this.#runCell(cell);
      },
    });
    let failure: Error | undefined;
    this.#inspector.post(
      "Runtime.evaluate",
      { expression, silent: true, objectGroup: "tweet-shell" },
      (error, answer) => {
        if (error) failure = new Interrupted();
        const details = answer?.exceptionDetails;
        if (details) {
          const [message] = (details.exception?.description ?? details.text).split("\n");
          failure = new SyntaxError(message?.replace(/^SyntaxError: /, ""));
        }
      },
    );
    this.#inspector.post("Runtime.releaseObjectGroup", { objectGroup: "tweet-shell" });
    Reflect.deleteProperty(globalThis, hook);
    return failure || !running ? Promise.reject(failure ?? new Interrupted()) : running;
  }

  /** Runs code within the running process so that it can be ended as a statement can. @throws Interrupted when it was */
  breakable<T>(run: () => T): T {
    let outcome: { value: T } | { thrown: unknown } | undefined;
    Object.defineProperty(globalThis, userCode, {
      configurable: true,
      value: () => {
        try {
          outcome = { value: run() };
        } catch (thrown) {
          outcome = { thrown };
        }
      },
    });
    const expression = 'globalThis[Symbol.for("tweet-shell.user-code")]()';
    this.#inspector.post("Runtime.evaluate", { expression, silent: true, returnByValue: true });
    // Written by the callback, which the compiler does not see.
    const came = outcome as { value: T } | { thrown: unknown } | undefined;
    if (!came) throw new Interrupted();
    if ("thrown" in came) throw came.thrown;
    return came.value;
  }

  close(): void {
    this.#inspector.disconnect();
  }

  async #runCell(cell: (context: CellContext) => Promise<void>): Promise<Outcome> {
    let outcome: Outcome = {};
    await cell({
      define: defined => {
        outcome = { defined };
      },
      value: value => {
        outcome = { value };
      },
      import: specifier => import(this.#resolve(specifier)),
      shadowed: this.#shadowed,
    });
    return outcome;
  }

  #resolve(specifier: string): string {
    if (isBuiltin(specifier) || /^[a-z]+:/i.test(specifier)) return specifier;
    if (/^\.{0,2}\//.test(specifier)) return pathToFileURL(resolve(this.#folder, specifier)).href;
    return pathToFileURL(createRequire(join(this.#folder, "entry.js")).resolve(specifier)).href;
  }
}
