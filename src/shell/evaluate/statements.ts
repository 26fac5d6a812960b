import type ts from "typescript";
import type { TypeScript } from "./compiler.js";
import type { DefinedName, Mistake } from "./messages.js";

/** Parses a text alone, without types. */
export function parse(ts: TypeScript, text: string): ts.SourceFile & { parseDiagnostics: ts.Diagnostic[] } {
  const file = ts.createSourceFile("entry.ts", text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  // The parser's own findings are on the file, though not in its public type.
  return file as ts.SourceFile & { parseDiagnostics: ts.Diagnostic[] };
}

/** The first thing that makes the text no TypeScript, if any. */
export function syntaxMistake(ts: TypeScript, text: string): Mistake | undefined {
  const file = parse(ts, text);
  const [first] = file.parseDiagnostics;
  if (!first) return undefined;
  const start = first.start ?? 0;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const message = ts.flattenDiagnosticMessageText(first.messageText, " ");
  return { message, line, column: character, length: first.length ?? 1 };
}

/**
 * The statements to run one after the other. Declarations in a row (functions that call each other, overloads,
 * interfaces) stay together.
 */
export function splitStatements(
  ts: TypeScript,
  text: string,
): { text: string; line: number; column: number }[] {
  const file = parse(ts, text);
  const groups: { start: number; end: number; declares: boolean }[] = [];
  for (const node of file.statements) {
    if (ts.isEmptyStatement(node)) continue;
    const declares =
      ts.isFunctionDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isClassDeclaration(node);
    const last = groups.at(-1);
    if (declares && last?.declares) last.end = node.end;
    else groups.push({ start: node.getStart(file), end: node.end, declares });
  }
  return groups.map(({ start, end }) => {
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return { text: text.slice(start, end), line, column: character };
  });
}

/** Whether somewhere stands what means something in Scala and something odd in TypeScript: `(a, b)`, which is b there. */
export function meansScala(ts: TypeScript, text: string): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isParenthesizedExpression(node) &&
      ts.isBinaryExpression(node.expression) &&
      node.expression.operatorToken.kind === ts.SyntaxKind.CommaToken) ||
    isScalaArray(ts, node) ||
    (ts.forEachChild(node, each => visit(each) || undefined) ?? false);
  return visit(parse(ts, text));
}

/** `Array(0.5)`, which TypeScript takes for a length. */
const isScalaArray = (ts: TypeScript, node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === "Array" &&
  node.arguments.length === 1 &&
  /^["'`]|^\d*\.\d/.test(node.arguments[0]!.getText());

/** Every identifier in the text, whatever it stands for. */
export function identifiersIn(ts: TypeScript, file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** The names that the statements declare at their top level. */
export function definedNames(ts: TypeScript, file: ts.SourceFile): DefinedName[] {
  const names = new Map<string, DefinedName>();
  const add = (name: string, kind: DefinedName["kind"], isValue = true) => {
    const known = names.get(name);
    names.set(name, { name, kind, exported: name, isValue: isValue || (known?.isValue ?? false) });
  };
  const addPattern = (name: ts.BindingName, kind: DefinedName["kind"]): void => {
    if (ts.isIdentifier(name)) add(name.text, kind);
    else
      for (const element of name.elements) if (ts.isBindingElement(element)) addPattern(element.name, kind);
  };
  for (const node of file.statements) {
    if (ts.isVariableStatement(node)) {
      const kind = node.declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
      for (const declaration of node.declarationList.declarations) addPattern(declaration.name, kind);
    } else if (
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isEnumDeclaration(node) ||
      ts.isModuleDeclaration(node)
    ) {
      if (node.name && ts.isIdentifier(node.name)) add(node.name.text, "import");
    } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      add(node.name.text, "import", false);
    } else if (ts.isImportDeclaration(node) && node.importClause) {
      const { name, namedBindings, phaseModifier } = node.importClause;
      const isValue = phaseModifier !== ts.SyntaxKind.TypeKeyword;
      if (name) add(name.text, "import", isValue);
      if (namedBindings && ts.isNamespaceImport(namedBindings))
        add(namedBindings.name.text, "import", isValue);
      if (namedBindings && ts.isNamedImports(namedBindings))
        for (const element of namedBindings.elements)
          add(element.name.text, "import", isValue && !element.isTypeOnly);
    }
  }
  return [...names.values()];
}
