import type { CodePlace, SignatureHint } from "./completion-messages.js";

/** What the shell and its compile service (another process) say to each other; all of it plain JSON. */

/** One statement of an entry, cut out by the TypeScript parser or translated from Scala. */
export interface Statement {
  /** TypeScript, to be compiled. */
  readonly text: string;
  /** As it was entered. */
  readonly source: string;
  /** Where in the entry it begins, from 0. */
  readonly line: number;
  readonly column: number;
  readonly language: "typescript" | "scala";
}

/** How later cells see a name: a `let` stays assignable, types and functions are imported. */
export interface DefinedName {
  readonly name: string;
  readonly kind: "const" | "let" | "import";
  /** What the cell's module calls it. */
  readonly exported: string;
  /** False for interfaces and type aliases, which leave nothing to run. */
  readonly isValue: boolean;
}

/** What a statement that ran leaves for the checker: a virtual module of declarations. */
export interface Cell {
  readonly id: number;
  readonly extension: ".d.ts" | ".ts";
  readonly text: string;
  readonly names: readonly DefinedName[];
}

/** A statement ready to run: the body of an async function of `$cell` (see `evaluator.ts`). */
export interface Compiled {
  /** The statement as the TypeScript that it stands for. */
  readonly typescript: string;
  readonly js: string;
  /** All identifiers in it. */
  readonly uses: readonly string[];
  readonly cell: Cell;
}

/** Why a statement cannot run, and where: line and column within the entry, from 0; a column of -1 is not known. */
export interface Mistake {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Characters to underline. */
  readonly length: number;
}

export type Answer<T> = { readonly ok: T } | { readonly mistake: Mistake };

/** The questions the service answers. */
export interface Questions {
  /** Cuts an entry into statements. */
  split: { ask: { text: string }; answer: Answer<readonly Statement[]> };
  /** Checks and compiles one statement against the committed cells. */
  compile: { ask: { statement: Statement }; answer: Answer<Compiled> };
  /** The type of an expression, as TypeScript writes it. */
  typeOf: { ask: { statement: Statement }; answer: Answer<string> };
  /** What may stand at a place of an entry that is being typed. */
  complete: { ask: { text: string; cursor: number }; answer: Answer<CodePlace> };
  /** The call that the place is within the parentheses of. */
  hint: { ask: { text: string; cursor: number }; answer: Answer<SignatureHint | null> };
  /** Makes the names of cells that ran known to those that follow. */
  commit: { ask: { cells: readonly Cell[]; forget: readonly string[] }; answer: Answer<null> };
}

export type Request = {
  [K in keyof Questions]: { readonly id: number; readonly kind: K } & Questions[K]["ask"];
}[keyof Questions];

export interface Response {
  readonly id: number;
  readonly answer: Answer<unknown>;
}
