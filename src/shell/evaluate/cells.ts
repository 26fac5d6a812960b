import type { Cell, DefinedName } from "./messages.js";

/** The file name, without folder and extension, of a cell's virtual module. */
export const cellModule = (id: number): string => `tweet-shell-cell-${id}`;

/**
 * The cells that still matter: those that define a current name, and those they refer to.
 * The shell and its compile service each hold one; a new service is given the shell's.
 */
export class Cells {
  readonly #cells = new Map<number, Cell>();
  readonly #current = new Map<string, { readonly cell: number; readonly defined: DefinedName }>();

  /** Adds a cell whose statement ran; its names now stand for what it defines. */
  commit(cell: Cell): void {
    this.#cells.set(cell.id, cell);
    for (const defined of cell.names) {
      this.#current.delete(defined.name);
      this.#current.set(defined.name, { cell: cell.id, defined });
    }
    if (this.#cells.size > 2 * this.#current.size + 16) this.#dropUnused();
  }

  forget(name: string): void {
    this.#current.delete(name);
  }

  /** The names that stand for something now, the newest last. */
  get names(): readonly string[] {
    return [...this.#current.keys()];
  }

  all(): readonly Cell[] {
    return [...this.#cells.values()].sort((a, b) => a.id - b.id);
  }

  /** The declarations that make the names in `used` known to a cell's text; one line each, none for names it defines itself. */
  preludeFor(used: Iterable<string>, own: ReadonlySet<string>): string {
    let lines = "";
    for (const name of used) {
      const entry = own.has(name) ? undefined : this.#current.get(name);
      if (!entry) continue;
      const module = `"./${cellModule(entry.cell)}"`;
      const { exported, kind } = entry.defined;
      // Imported bindings are constant, so variables are declared with the type of the exported one instead.
      lines +=
        kind === "import"
          ? `import { ${exported} as ${name} } from ${module};\n`
          : `declare ${kind} ${name}: typeof import(${module}).${exported};\n`;
    }
    return lines;
  }

  #dropUnused(): void {
    const used = new Set<number>();
    const visit = (id: number) => {
      const cell = this.#cells.get(id);
      if (!cell || used.has(id)) return;
      used.add(id);
      for (const [, other] of cell.text.matchAll(/tweet-shell-cell-(\d+)/g)) visit(Number(other));
    };
    for (const { cell } of this.#current.values()) visit(cell);
    for (const id of this.#cells.keys()) if (!used.has(id)) this.#cells.delete(id);
  }
}
