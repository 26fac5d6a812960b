import type typescript from "typescript";
import type { TypeScript } from "./compiler.js";
import type { CodeItem } from "./completion-messages.js";
import { nodesAround } from "./literal-place.js";

/** Beyond these nobody reads on: typing narrows. */
const mostItems = 300;
const mostDetails = 60;
const longestDetail = 160;

/** What functions have by being functions, which nobody looks for. */
const functionMembers = new Set([...Object.getOwnPropertyNames(Function.prototype), "prototype"]);

interface Candidate {
  readonly name: string;
  readonly symbol: typescript.Symbol | undefined;
  readonly rank: string;
}

/** What the types allow at a place, matching the letters before it: those that begin so first. */
export function codeItems(
  ts: TypeScript,
  service: typescript.LanguageService,
  checker: typescript.TypeChecker,
  file: typescript.SourceFile,
  at: number,
  ownNames: readonly string[],
): CodeItem[] {
  const prefix = /[\p{L}\p{N}_$]*$/u.exec(file.text.slice(Math.max(0, at - 200), at))![0];
  const node = nodesAround(ts, file, at)[0] ?? file;
  const member = memberOf(ts, node);
  const all = [
    ...(member ? meantMembers(ts, checker, member) : ownNames.map(ownCandidate)),
    ...candidates(service, file, at),
  ];
  return sorted(all, prefix)
    .slice(0, mostItems)
    .map(({ name, symbol }, i) => ({
      label: name,
      ...(symbol && i < mostDetails ? described(ts, checker, symbol, node) : {}),
    }));
}

const ownCandidate = (name: string): Candidate => ({ name, symbol: undefined, rank: "0" });

function candidates(
  service: typescript.LanguageService,
  file: typescript.SourceFile,
  at: number,
): Candidate[] {
  const found = service.getCompletionsAtPosition(file.fileName, at, { includeSymbol: true });
  if (!found) return [];
  const members = found.isMemberCompletion || found.entries.every(({ kind }) => kind === "string");
  const entries = found.entries.map(({ name, symbol, sortText, kind }) => ({
    name,
    symbol,
    rank: members || isOfThePrompt(symbol) ? "1" : kind === "keyword" ? "3" : `2${sortText}`,
  }));
  const useful = entries.filter(({ name }) => !members || !functionMembers.has(name));
  return useful.length > 0 ? useful : entries;
}

/** Declared beside `spark`: it stands before what the language and Node have. */
const isOfThePrompt = (symbol: typescript.Symbol | undefined): boolean =>
  symbol?.declarations?.some(each => /\/prompt\.d\.ts$/.test(each.getSourceFile().fileName)) ?? false;

/** Each name once: those that begin with the letters, when none does those that hold them. */
function sorted(all: readonly Candidate[], prefix: string): Candidate[] {
  const letters = prefix.toLowerCase();
  const rankOf = ({ name }: Candidate) =>
    name.startsWith(prefix) ? 0 : name.toLowerCase().startsWith(letters) ? 1 : 2;
  const byName = new Map(all.toReversed().map(candidate => [candidate.name, candidate]));
  const fitting = [...byName.values()].filter(
    ({ name }) => name.toLowerCase().includes(letters) && !name.startsWith("$last"),
  );
  const begun = fitting.filter(candidate => rankOf(candidate) < 2);
  return (begun.length > 0 ? begun : fitting)
    .map(candidate => ({ candidate, key: rankOf(candidate) + candidate.rank }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.candidate.name, b.candidate.name))
    .map(({ candidate }) => candidate);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The object of `object.` or `object.nam`. */
function memberOf(ts: TypeScript, node: typescript.Node): typescript.Expression | undefined {
  const access = ts.isPropertyAccessExpression(node) ? node : node.parent;
  return access && ts.isPropertyAccessExpression(access) && (node === access || node === access.name)
    ? access.expression
    : undefined;
}

/** The members of what the object is taken for at the prompt: the result of a method without parentheses, the value of a promise. */
function meantMembers(
  ts: TypeScript,
  checker: typescript.TypeChecker,
  object: typescript.Expression,
): Candidate[] {
  const type = checker.getTypeAtLocation(object);
  const isMethod = ts.isPropertyAccessExpression(object) && type.getConstructSignatures().length === 0;
  const called = isMethod
    ? type.getCallSignatures().find(({ parameters }) => parameters.every(each => isOptional(ts, each)))
    : undefined;
  const result = called ? called.getReturnType() : type;
  const value = checker.getAwaitedType(result);
  if (!called && (!value || value === type)) return [];
  return (value ?? result)
    .getApparentProperties()
    .filter(symbol => !isHidden(ts, symbol))
    .map(symbol => ({ name: symbol.name, symbol, rank: "0" }));
}

function isHidden(ts: TypeScript, symbol: typescript.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const declaration = symbol.declarations?.[0];
  return (
    /^(__|#)/.test(symbol.name) ||
    (!!declaration && (ts.getCombinedModifierFlags(declaration) & hidden) !== 0)
  );
}

const isOptional = (ts: TypeScript, { valueDeclaration }: typescript.Symbol): boolean =>
  !!valueDeclaration &&
  ts.isParameter(valueDeclaration) &&
  (!!valueDeclaration.questionToken || !!valueDeclaration.initializer || !!valueDeclaration.dotDotDotToken);

function described(
  ts: TypeScript,
  checker: typescript.TypeChecker,
  symbol: typescript.Symbol,
  node: typescript.Node,
): Pick<CodeItem, "detail" | "doc"> {
  const type = checker.getTypeOfSymbolAtLocation(symbol, node);
  const signatures = type.getCallSignatures();
  const [first] = signatures;
  const text = first ? checker.signatureToString(first) : checker.typeToString(type);
  const more = signatures.length > 1 ? ` (+${signatures.length - 1})` : "";
  const declaration = symbol.declarations?.find(each => docOf(ts, each)) ?? first?.declaration;
  return {
    detail: text === "any" ? undefined : plainTypes(text).slice(0, longestDetail) + more,
    doc: declaration && docOf(ts, declaration),
  };
}

/** The first sentence of the comment above a declaration. TypeScript itself was told to leave comments out (see `Compiler`). */
export function docOf(ts: TypeScript, declaration: typescript.Node): string | undefined {
  const { text } = declaration.getSourceFile();
  for (let node = declaration; node && !ts.isSourceFile(node); node = node.parent) {
    const comment = ts
      .getLeadingCommentRanges(text, node.pos)
      ?.findLast(({ pos }) => text.startsWith("/**", pos));
    if (comment) return firstSentence(text.slice(comment.pos, comment.end));
    if (ts.isClassLike(node.parent) || ts.isInterfaceDeclaration(node.parent)) return undefined;
  }
  return undefined;
}

function firstSentence(comment: string): string {
  const plain = comment.replace(/^\/\*\*|\*\/$|^\s*\* ?/gm, " ").replace(/\s+/g, " ");
  return /^\s*(.*?)(?:[.;](?=\s)|@\w|$)/.exec(plain)?.[1]?.trim() ?? "";
}

/** Types as people speak of them: by their names alone, and optional without `undefined`. */
export const plainTypes = (text: string): string =>
  text
    .replace(/(?:typeof )?import\("[^"]*"\)\.?/g, "")
    .replace(/\bDataFrame<Row>/g, "DataFrame")
    .replace(/(\w\?: [^,()]*?) \| undefined(?=[,)])/g, "$1");
