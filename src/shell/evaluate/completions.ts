import type typescript from "typescript";
import type { Cells } from "./cells.js";
import { codeItems, docOf, plainTypes } from "./code-items.js";
import type { Compiler, Editing } from "./compiler.js";
import type { CodePlace, SignatureHint } from "./completion-messages.js";
import { literalPlace } from "./literal-place.js";
import { identifiersIn, parse } from "./statements.js";

/** What may stand at a place of an entry, and which call it is in: asked of the language service that also checks the lines. */
export class Completions {
  readonly #compiler: Compiler;
  readonly #cells: Cells;

  constructor(compiler: Compiler, cells: Cells) {
    this.#compiler = compiler;
    this.#cells = cells;
  }

  complete(text: string, cursor: number): CodePlace {
    const { ts } = this.#compiler;
    const { service, program, file, offset } = this.#edit(text);
    const at = offset + cursor;
    const checker = program.getTypeChecker();
    const literal = literalPlace(ts, checker, file, at);
    const from = literal ? cursor - literal.cursor : cursor - wordBefore(text, cursor).length;
    const own = literal ? [] : this.#cells.names;
    return { from, to: cursor, items: codeItems(ts, service, checker, file, at, own), literal };
  }

  hint(text: string, cursor: number): SignatureHint | null {
    const { ts } = this.#compiler;
    const { service, program, file, offset } = this.#edit(text);
    const help = service.getSignatureHelpItems(file.fileName, offset + cursor, {});
    const item = help?.items[help.selectedItemIndex];
    if (!help || !item) return null;
    const plain = (parts: readonly typescript.SymbolDisplayPart[] | undefined) =>
      plainTypes(ts.displayPartsToString(parts ? [...parts] : []));
    const parameters = item.parameters.map(({ displayParts }) => plain(displayParts));
    const at = Math.min(help.argumentIndex, item.isVariadic ? parameters.length - 1 : parameters.length);
    const separator = plain(item.separatorDisplayParts);
    const list = (some: readonly string[], edge: string) =>
      some.length > 0 ? `${some.join(separator)}${edge}` : "";
    return {
      before: `${plain(item.prefixDisplayParts)}${list(parameters.slice(0, at), separator)}`,
      parameter: parameters[at] ?? "",
      after: `${parameters
        .slice(at + 1)
        .map(each => separator + each)
        .join("")}${plain(item.suffixDisplayParts)}`,
      doc: this.#docOfCall(program, file, help.applicableSpan.start) ?? "",
    };
  }

  #docOfCall(program: typescript.Program, file: typescript.SourceFile, start: number): string | undefined {
    const { ts } = this.#compiler;
    let found: typescript.CallExpression | undefined;
    const visit = (node: typescript.Node): void => {
      if (ts.isCallExpression(node) && node.expression.end < start && start <= node.end) found = node;
      ts.forEachChild(node, visit);
    };
    visit(file);
    const declaration = found && program.getTypeChecker().getResolvedSignature(found)?.declaration;
    return declaration && docOf(ts, declaration);
  }

  /** The entry behind the declarations of the names it uses. */
  #edit(text: string): Editing {
    const code = asTypeScript(text);
    const uses = identifiersIn(this.#compiler.ts, parse(this.#compiler.ts, code));
    const prelude = this.#cells.preludeFor(uses, new Set());
    const editing = this.#compiler.edit(prelude + code);
    return { ...editing, offset: editing.offset + prelude.length };
  }
}

const wordBefore = (text: string, cursor: number): string =>
  /[\p{L}\p{N}_$]*$/u.exec(text.slice(0, cursor))![0];

/** Scala's three quotes as a template, at the same places. */
function asTypeScript(text: string): string {
  return text.replace(/"""([\s\S]*?)("""|$)/g, (_, body: string, end: string) => {
    const plain = body.replaceAll("`", "'").replaceAll("${", "$ ").replaceAll("\\", " ");
    return `  \`${plain}${end ? "`  " : ""}`;
  });
}
