import { ScalaMistake } from "./mistake.js";
import { parseStatement } from "./parser.js";
import { printStatement, Untranslatable } from "./print.js";
import { TokenStream } from "./token-stream.js";

export { ScalaMistake };

/** One statement, translated: the TypeScript, what it was, and where it began. */
interface Translated {
  readonly text: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Spark's Scala as TypeScript, statement by statement. What depends on types (column operators, calls without
 * parentheses, `df("x")`) is left as it stands: `evaluate/adapt.ts` has the types.
 * @throws ScalaMistake where the text is no Scala, or Scala that has no translation
 */
export function translateScala(text: string): Translated[] {
  const tokens = new TokenStream(text, parseStatement);
  const statements: Translated[] = [];
  for (;;) {
    while (tokens.take(";"));
    const start = tokens.peek();
    if (start.kind === "end") return statements;
    const statement = parseStatement(tokens);
    const source = text.slice(start.start, tokens.previous.end);
    const before = text.slice(0, start.start).split("\n");
    const place = { line: before.length - 1, column: before.at(-1)!.length };
    try {
      statements.push({ text: printStatement(statement, true), source, ...place });
    } catch (thrown) {
      if (!(thrown instanceof Untranslatable)) throw thrown;
      throw new ScalaMistake(thrown.message, text, thrown.at ?? start.start);
    }
  }
}

const scalaSigns =
  /(^|[;{\n])\s*(lazy\s+)?(val|var|def|object|trait|case class|implicit|class)\s+[\p{L}_(`]|(^|\n)\s*import\s+(org|scala|java|spark)\.|[$sf]"|=!=|<-|\.as\[|\bmatch\s*\{|"""|\d[lL]\b|(?<!new )\b(Seq|List|Vector|IndexedSeq|Some)\(/u;

/** Whether a text that is no TypeScript was meant as Scala, so that its error should be Scala's. */
export const readsAsScala = (text: string): boolean =>
  scalaSigns.test(text) && !/^\s*(const|let|function|async|interface|export)\b/.test(text);
