import type typescript from "typescript";
import type { TypeScript } from "./compiler.js";
import type { CallPlace, LiteralPlace, PureExpression } from "./completion-messages.js";

/** The nodes around a place, the innermost first: those that end there count, also a name that is still missing. */
export function nodesAround(ts: TypeScript, file: typescript.SourceFile, at: number): typescript.Node[] {
  const path: typescript.Node[] = [];
  const visit = (node: typescript.Node): void => {
    const start = node.getFullStart();
    const isMissing = start === at && node.end === at && ts.isIdentifier(node);
    if ((start >= at && !isMissing) || node.end < at) return;
    path.unshift(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return path;
}

type TextLiteral = typescript.StringLiteral | typescript.NoSubstitutionTemplateLiteral;

/** The text literal that a place is inside of, and the calls around it. */
export function literalPlace(
  ts: TypeScript,
  checker: typescript.TypeChecker,
  file: typescript.SourceFile,
  at: number,
): LiteralPlace | undefined {
  const path = nodesAround(ts, file, at);
  const literal = path.find(
    (node): node is TextLiteral =>
      (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && node.getStart(file) < at,
  );
  if (!literal) return undefined;
  const start = literal.getStart(file) + 1;
  const isClosed = !(literal as { isUnterminated?: boolean }).isUnterminated;
  const end = literal.end - (isClosed ? 1 : 0);
  if (at > end) return undefined;
  return {
    content: file.text.slice(start, end),
    cursor: at - start,
    isClosed,
    isColumn: file.text[start - 2] === "$",
    calls: path.flatMap(node =>
      ts.isCallExpression(node) ? (callPlace(ts, checker, file, node, literal) ?? []) : [],
    ),
  };
}

function callPlace(
  ts: TypeScript,
  checker: typescript.TypeChecker,
  file: typescript.SourceFile,
  call: typescript.CallExpression,
  literal: TextLiteral,
): CallPlace | undefined {
  const index = call.arguments.findIndex(
    argument => argument.pos <= literal.pos && literal.end <= argument.end,
  );
  if (index < 0) return undefined;
  const { expression } = call;
  const isMember = ts.isPropertyAccessExpression(expression);
  const type = checker.getTypeAtLocation(isMember ? expression.expression : expression);
  // Scala's `df("name")`: what is called is no function.
  const isApplied = !isMember && type.getCallSignatures().length === 0;
  const receiver = isMember ? expression.expression : isApplied ? expression : undefined;
  return {
    method: isMember ? expression.name.text : isApplied ? "apply" : expression.getText(file),
    receiver: receiver && !isModule(ts, type) ? (type.symbol?.name ?? "") : "",
    index,
    args: literals(ts, call.arguments),
    property: propertyOf(ts, literal),
    chain: receiver ? chainOf(ts, receiver) : [],
    value: receiver ? pure(ts, receiver) : null,
  };
}

/** `functions.upper` is a function as `upper` is. */
const isModule = (ts: TypeScript, { symbol }: typescript.Type): boolean =>
  ((symbol?.flags ?? 0) & ts.SymbolFlags.ValueModule) !== 0;

const literals = (ts: TypeScript, args: readonly typescript.Expression[]): (string | null)[] =>
  args.map(argument => (ts.isStringLiteralLike(argument) ? argument.text : null));

/** `{ "key": "value" }`, where it is within an object. */
function propertyOf(ts: TypeScript, literal: TextLiteral): string | null | undefined {
  const { parent } = literal;
  if (ts.isPropertyAssignment(parent)) {
    if (parent.name === literal) return null;
    return ts.isIdentifier(parent.name) || ts.isStringLiteral(parent.name) ? parent.name.text : undefined;
  }
  return ts.isObjectLiteralExpression(parent) ? null : undefined;
}

function chainOf(ts: TypeScript, receiver: typescript.Expression): CallPlace["chain"] {
  if (ts.isPropertyAccessExpression(receiver))
    return [...chainOf(ts, receiver.expression), { method: receiver.name.text, args: [] }];
  if (!ts.isCallExpression(receiver) || !ts.isPropertyAccessExpression(receiver.expression)) return [];
  const { expression, name } = receiver.expression;
  return [...chainOf(ts, expression), { method: name.text, args: literals(ts, receiver.arguments) }];
}

/** An expression that runs no code of the user's, as far as it is written so. */
function pure(ts: TypeScript, node: typescript.Expression): PureExpression | null {
  if (ts.isParenthesizedExpression(node)) return pure(ts, node.expression);
  if (ts.isIdentifier(node)) return { kind: "name", name: node.text };
  if (ts.isStringLiteralLike(node)) return { kind: "literal", value: node.text };
  if (ts.isNumericLiteral(node)) return { kind: "literal", value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
    return { kind: "literal", value: node.kind === ts.SyntaxKind.TrueKeyword };
  if (ts.isPropertyAccessExpression(node)) {
    const object = pure(ts, node.expression);
    return object && { kind: "member", object, name: node.name.text };
  }
  if (ts.isTaggedTemplateExpression(node) && ts.isNoSubstitutionTemplateLiteral(node.template)) {
    const callee = pure(ts, node.tag);
    return callee && { kind: "call", callee, args: [{ kind: "literal", value: node.template.text }] };
  }
  if (!ts.isCallExpression(node)) return null;
  const callee = pure(ts, node.expression);
  return (
    callee && { kind: "call", callee, args: scalaArguments(ts, node).map(each => each && pure(ts, each)) }
  );
}

/** Scala's `$"name"` is two arguments to TypeScript, the dollar and the text: here they are one call. */
function scalaArguments(ts: TypeScript, { arguments: args }: typescript.CallExpression) {
  return args.flatMap((argument, i): (typescript.Expression | null)[] => {
    const next = args[i + 1];
    const isDollar = ts.isIdentifier(argument) && argument.text === "$" && next?.pos === argument.end;
    return isDollar ? [] : [argument];
  });
}
