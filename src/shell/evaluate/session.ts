import type typescript from "typescript";
import { readsAsScala, ScalaMistake, translateScala } from "../scala/translate.js";
import { adapt } from "./adapt.js";
import { Cells, cellModule } from "./cells.js";
import { type Checked, Compiler } from "./compiler.js";
import { Completions } from "./completions.js";
import { explain, placeOf } from "./diagnostics.js";
import type { Answer, Cell, Compiled, DefinedName, Mistake, Statement } from "./messages.js";
import {
  definedNames,
  identifiersIn,
  meansScala,
  parse,
  splitStatements,
  syntaxMistake,
} from "./statements.js";

/** Rewriting by types uncovers more to rewrite; no chain seen needs more rounds. */
const maxRounds = 16;

/** A statement as the module that is checked. */
interface Module {
  readonly text: string;
  /** Where the statement begins in it. */
  readonly offset: number;
  readonly names: readonly DefinedName[];
  readonly isExpression: boolean;
  readonly uses: ReadonlySet<string>;
}

interface Attempt {
  /** The statement as TypeScript, with all that its types say. */
  readonly text: string;
  readonly module: Module;
  readonly checked: Checked;
}

/** The state of one compile service: what was defined so far, and the checker that knows it. */
export class Session {
  readonly #compiler: Compiler;
  readonly #cells = new Cells();
  readonly completions: Completions;
  #nextCell = 1;

  constructor(folder: string, declarations: readonly string[]) {
    this.#compiler = new Compiler(folder, declarations);
    this.completions = new Completions(this.#compiler, this.#cells);
  }

  split(text: string): Answer<readonly Statement[]> {
    const { ts } = this.#compiler;
    const mistake = syntaxMistake(ts, text);
    if (!mistake) {
      // A person who types `{ a: 1 }` at a prompt means the object, not a block with a label.
      const object = /^\s*\{[\s\S]*\}\s*$/.test(text) && !syntaxMistake(ts, `(${text.trim()})`);
      const statements = object
        ? [{ text: `(${text.trim()})`, line: 0, column: 0 }]
        : splitStatements(ts, text);
      return { ok: statements.map(s => ({ ...s, source: s.text, language: "typescript" as const })) };
    }
    try {
      return { ok: translateScala(text).map(s => ({ ...s, language: "scala" as const })) };
    } catch (thrown) {
      if (!(thrown instanceof ScalaMistake)) throw thrown;
      return { mistake: readsAsScala(text) ? thrown.place : mistake };
    }
  }

  compile(statement: Statement): Answer<Compiled> {
    const attempt = this.#attempt(statement);
    if ("mistake" in attempt) return attempt;
    const { module, checked, text } = attempt.ok;
    const id = this.#nextCell++;
    const values = module.names
      .filter(name => name.isValue)
      .map(({ name, kind }) =>
        kind === "let" ? `get ${name}() { return ${name}; }, set ${name}($to) { ${name} = $to; }` : name,
      );
    // What is declared to return nothing has no result, whatever it returns.
    const hasValue = module.isExpression && !this.#isVoid(checked, module);
    const publish = hasValue ? "$cell.value($value);" : `$cell.define({ ${values.join(", ")} });`;
    const hasExports = hasValue || module.names.length > 0;
    const declarations = hasExports ? this.#compiler.declarations(checked) : "";
    const cell: Cell = {
      id,
      extension: declarations === undefined ? ".ts" : ".d.ts",
      text: declarations ?? module.text,
      names: module.names,
    };
    return { ok: { typescript: text, js: `${checked.js ?? ""}\n${publish}`, uses: [...module.uses], cell } };
  }

  typeOf(statement: Statement): Answer<string> {
    const attempt = this.#attempt(statement);
    if ("mistake" in attempt) return attempt;
    const { checked, module } = attempt.ok;
    const { ts } = this.#compiler;
    const checker = checked.program.getTypeChecker();
    const node = userNodes(ts, checked, module)[0];
    if (!node || !module.isExpression)
      return { mistake: { message: "only an expression has a type", line: 0, column: -1, length: 0 } };
    const type = checker.getTypeAtLocation(node);
    return { ok: withoutModules(checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)) };
  }

  commit(cells: readonly Cell[], forget: readonly string[]): void {
    for (const cell of cells) {
      this.#compiler.addModule(cellModule(cell.id), cell.extension, cell.text);
      this.#cells.commit(cell);
      this.#nextCell = Math.max(this.#nextCell, cell.id + 1);
    }
    for (const name of forget) this.#cells.forget(name);
  }

  /** As it stands; if TypeScript objects, as Scala. Told is the mistake in the language that was meant. */
  #attempt(statement: Statement): Answer<Attempt> {
    // `(a, 1)` is a tuple in Scala; in TypeScript it would forget a.
    const tryScala = statement.language === "typescript" && meansScala(this.#compiler.ts, statement.text);
    const attempt = tryScala || this.#check(statement, statement.text, statement.language);
    if (attempt !== true && ("ok" in attempt || statement.language === "scala")) return attempt;
    const mistaken = () =>
      attempt === true ? this.#check(statement, statement.text, "typescript") : attempt;
    try {
      const [translated, ...more] = translateScala(statement.text);
      if (!translated || more.length > 0) return mistaken();
      const asScala = this.#check(statement, translated.text, "scala");
      return "ok" in asScala || readsAsScala(statement.text) ? asScala : mistaken();
    } catch (thrown) {
      if (thrown instanceof ScalaMistake) return mistaken();
      throw thrown;
    }
  }

  #check(statement: Statement, text: string, language: Statement["language"]): Answer<Attempt> {
    const { ts } = this.#compiler;
    let current = text;
    for (let round = 0; ; round++) {
      const module = this.#module(current);
      const checked = this.#compiler.check(module.text);
      const nodes = userNodes(ts, checked, module);
      const adapted = adapt(ts, checked, nodes, language).join("\n");
      const same = adapted === nodes.map(node => node.getText(checked.file)).join("\n");
      if (!same && round < maxRounds) {
        current = adapted;
        continue;
      }
      if (checked.diagnostics.length === 0) return { ok: { text: current, module, checked } };
      return { mistake: this.#mistake(statement, module, checked) };
    }
  }

  #isVoid(checked: Checked, module: Module): boolean {
    const [node] = userNodes(this.#compiler.ts, checked, module);
    const checker = checked.program.getTypeChecker();
    const type = node && checker.getAwaitedType(checker.getTypeAtLocation(node));
    return !!type && (type.flags & this.#compiler.ts.TypeFlags.Void) !== 0;
  }

  #mistake(statement: Statement, module: Module, checked: Checked): Mistake {
    const { ts, header } = this.#compiler;
    const start = header.length + module.offset;
    const sorted = [...checked.diagnostics].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
    const first = sorted.find(diagnostic => (diagnostic.start ?? 0) >= start) ?? sorted[0]!;
    const span = checked.file.text.slice(first.start ?? 0, (first.start ?? 0) + (first.length ?? 0));
    const place = placeOf(statement.source, span, (first.start ?? 0) - start);
    return {
      message: withoutModules(explain(ts, first)),
      length: place.length,
      line: place.line + statement.line,
      column: place.line === 0 && place.column >= 0 ? place.column + statement.column : place.column,
    };
  }

  #module(text: string): Module {
    const { ts } = this.#compiler;
    const file = parse(ts, text);
    const uses = identifiersIn(ts, file);
    const names = definedNames(ts, file);
    const prelude = this.#cells.preludeFor(uses, new Set(names.map(({ name }) => name)));
    const [only] = file.statements;
    if (file.statements.length === 1 && only && ts.isExpressionStatement(only)) {
      const opening = `${prelude}export const $value = await (\n`;
      return {
        text: `${opening}${only.expression.getText(file)}\n);`,
        offset: opening.length,
        names,
        isExpression: true,
        uses,
      };
    }
    const exported = alreadyExported(ts, file);
    const exports = names.filter(({ name }) => !exported.has(name)).map(({ name }) => name);
    return {
      text: `${prelude}${text}\nexport { ${exports.join(", ")} };`,
      offset: prelude.length,
      names,
      isExpression: false,
      uses,
    };
  }
}

/** The nodes of the user's statement within its module: not what stands above, nor the exports below. */
function userNodes(ts: Compiler["ts"], { file }: Checked, module: Module): typescript.Node[] {
  if (module.isExpression) {
    const last = file.statements.at(-1);
    const value =
      last && ts.isVariableStatement(last) ? last.declarationList.declarations[0]?.initializer : undefined;
    if (value && ts.isAwaitExpression(value) && ts.isParenthesizedExpression(value.expression))
      return [value.expression.expression];
    return [];
  }
  const start = file.text.length - module.text.length + module.offset;
  return file.statements.slice(0, -1).filter(node => node.getStart(file) >= start);
}

function alreadyExported(ts: Compiler["ts"], file: typescript.SourceFile): Set<string> {
  const isExported = (node: typescript.Statement) =>
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword);
  const exported = file.statements.filter(isExported);
  return new Set(
    exported.flatMap(node => definedNames(ts, ts.factory.updateSourceFile(file, [node])).map(d => d.name)),
  );
}

/** A type is known by its name alone at the prompt; in which module it is declared says nothing there. */
const withoutModules = (text: string): string =>
  text.replace(/(?:typeof )?import\("(?:[^"]*\/)?([^"]*)"\)(\.?)/g, (_, module: string, dot: string) =>
    dot ? "" : module,
  );
