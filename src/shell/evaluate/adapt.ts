import type typescript from "typescript";
import { scalaAdapter } from "./adapt-scala.js";
import { columnOperators, columnPrefixes } from "./column-operators.js";
import type { Checked, TypeScript } from "./compiler.js";

/**
 * Writes a checked text anew where its types say that it means something else than TypeScript makes of it:
 * operators between columns become their methods, in either language; a method named at the end of a statement
 * without parentheses is called. In Scala also within a statement, `df("x")` and `array(0)` become what they stand
 * for, and promises are awaited where they are used.
 * @param nodes the statements or expressions to write
 * @returns their texts, unchanged where nothing applies
 */
export function adapt(
  ts: TypeScript,
  { program, file }: Pick<Checked, "program" | "file">,
  nodes: readonly typescript.Node[],
  language: "typescript" | "scala",
): string[] {
  const checker = program.getTypeChecker();
  const source = file.text;
  const scala = language === "scala";
  const roots = new Set(nodes.map(node => (ts.isExpressionStatement(node) ? node.expression : node)));

  const typeOf = (node: typescript.Node) => checker.getTypeAtLocation(node);
  const symbolName = (type: typescript.Type) => type.symbol?.name;
  const isColumnType = (type: typescript.Type): boolean =>
    symbolName(type) === "Column" ||
    (type.isClassOrInterface() && checker.getBaseTypes(type).some(isColumnType));

  const isColumn = (node: typescript.Expression): boolean => {
    if (ts.isParenthesizedExpression(node)) return isColumn(node.expression);
    if (ts.isBinaryExpression(node) && node.operatorToken.getText(file) in columnOperators)
      return isColumn(node.left) || isColumn(node.right);
    if (ts.isPrefixUnaryExpression(node)) return isColumn(node.operand);
    // A method of what only becomes a column here: `($"a" > 1).as("x")`.
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const object = node.expression.expression;
      if (ts.isParenthesizedExpression(object) && isColumn(object)) return true;
    }
    return isColumnType(typeOf(node));
  };

  /** Whether it is a method that can be called without arguments and nothing expects a function here. */
  const isUncalled = (node: typescript.PropertyAccessExpression): boolean => {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression === node) return false;
    if (ts.isTaggedTemplateExpression(parent) || ts.isTypeQueryNode(parent) || ts.isNewExpression(parent))
      return false;
    if (ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.getText(file) === "=")
      return false;
    const callable = typeOf(node)
      .getCallSignatures()
      .some(signature => signature.parameters.every(parameter => isOptional(parameter)));
    if (!callable) return false;
    if (!scala) return roots.has(node) && isOwnMethod(node);
    // Of what stands in a tuple, or is answered, TypeScript expects what it found there.
    const isInferred =
      (ts.isArrayLiteralExpression(parent) && ts.isAsExpression(parent.parent)) || ts.isArrowFunction(parent);
    return isInferred || !checker.getContextualType(node)?.getCallSignatures().length;
  };
  const isOptional = (parameter: typescript.Symbol): boolean => {
    const declared = parameter.valueDeclaration;
    return (
      declared !== undefined &&
      ts.isParameter(declared) &&
      (!!declared.questionToken || !!declared.initializer || !!declared.dotDotDotToken)
    );
  };
  /** Declared neither by the language nor by Node: `Math.random` alone shows the function. */
  const isOwnMethod = (node: typescript.PropertyAccessExpression): boolean => {
    const declared = checker.getSymbolAtLocation(node.name)?.declarations?.[0]?.getSourceFile();
    return (
      declared !== undefined &&
      !program.isSourceFileDefaultLibrary(declared) &&
      !declared.fileName.includes("/node_modules/@types/")
    );
  };

  /** The function around a node, or the class. */
  const ownerOf = (node: typescript.Node): typescript.Node | undefined =>
    ts.findAncestor(node.parent, ancestor => ts.isFunctionLike(ancestor) || ts.isClassLike(ancestor));
  /** Whether it may return a promise where it stands, as the function of `foreachBatch` may. */
  const mayWait = (node: typescript.Node): boolean =>
    scala &&
    ts.isArrowFunction(node) &&
    !!checker
      .getContextualType(node)
      ?.getCallSignatures()
      .some(signature => {
        const type = signature.getReturnType();
        return (type.isUnion() ? type.types : [type]).some(each => symbolName(each) === "Promise");
      });
  /** Whether a promise is used as if it were its value. */
  const isUnawaited = (node: typescript.Expression, type: typescript.Type): boolean => {
    const owner = ownerOf(node);
    if (symbolName(type) !== "Promise" || roots.has(node) || (owner && !mayWait(owner))) return false;
    let { parent } = node;
    while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
    if (ts.isAwaitExpression(parent) || parent === owner) return false;
    // A member that no promise has can only be meant of what it promises: `df.first().get(0)`.
    const isMember = ts.isPropertyAccessExpression(parent) && !(parent.name.text in Promise.prototype);
    if (!scala)
      return isMember || (ts.isCallExpression(parent) && parent.expression.getText(file) === "println");
    if (owner && (ts.isExpressionStatement(parent) || ts.isVariableDeclaration(parent))) return true;
    return (
      ts.isExpression(parent) &&
      !(ts.isPropertyAccessExpression(parent) && parent.name.text in Promise.prototype)
    );
  };

  const operand = (node: typescript.Expression): string => {
    if (!isColumn(node)) return `functions.lit(${write(node)})`;
    const isSimple =
      ts.isCallExpression(node) ||
      ts.isPropertyAccessExpression(node) ||
      ts.isIdentifier(node) ||
      ts.isParenthesizedExpression(node) ||
      ts.isTaggedTemplateExpression(node);
    return isSimple ? write(node) : `(${write(node)})`;
  };

  /** `f(x)` where f is no function: what Scala's `apply` means for its type. */
  const applied = (node: typescript.CallExpression): string | undefined => {
    if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return undefined;
    const type = typeOf(node.expression);
    if (type.getCallSignatures().length > 0 || type.flags & ts.TypeFlags.Any) return undefined;
    const callee = write(node.expression);
    const args = node.arguments.map(write).join(", ");
    if (checker.isArrayLikeType(type)) return `${callee}[${args}]`;
    if (type.getConstructSignatures().length > 0) return `new ${callee}(${args})`;
    if (type.symbol?.name === "Map") return `${callee}.get(${args})!`;
    if (isColumn(node.expression)) return `${callee}.getItem(${args})`;
    const method = ["col", "get", "apply"].find(name => type.getProperty(name));
    if (method) return `${callee}.${method}(${args})`;
    const [key] = node.arguments;
    const isKey = key && ts.isStringLiteral(key) && (type.getStringIndexType() || type.getProperty(key.text));
    return isKey ? `${callee}[${args}]` : undefined;
  };

  const rewritten = (node: typescript.Node): string | undefined => {
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText(file);
      const method = columnOperators[operator];
      if (method && (isColumn(node.left) || isColumn(node.right)))
        return `${operand(node.left)}.${method}(${write(node.right)})`;
    }
    if (ts.isPrefixUnaryExpression(node)) {
      const name = columnPrefixes[ts.tokenToString(node.operator) ?? ""];
      if (name && isColumn(node.operand)) return `functions.${name}(${write(node.operand)})`;
    }
    if (ts.isPropertyAccessExpression(node)) {
      if (isUncalled(node)) {
        const result = typeOf(node).getCallSignatures()[0]?.getReturnType();
        const call = `${write(node.expression)}.${node.name.text}()`;
        return result && isUnawaited(node, result) ? `(await ${call})` : call;
      }
    }
    if (ts.isArrowFunction(node) && !node.modifiers && mayWait(node)) {
      const text = copied(node);
      return text.includes("(await ") ? `async ${text}` : text;
    }
    if (ts.isCallExpression(node)) {
      const call = scala ? applied(node) : undefined;
      if (call !== undefined) return call;
      if (isUnawaited(node, typeOf(node))) return `(await ${copied(node)})`;
    }
    return undefined;
  };

  const copied = (node: typescript.Node): string => {
    let text = "";
    let position = node.getStart(file);
    ts.forEachChild(node, child => {
      if (child.pos === child.end) return;
      text += source.slice(position, child.getStart(file)) + write(child);
      position = child.end;
    });
    return text + source.slice(position, node.end);
  };
  const write = (node: typescript.Node): string => meant?.(node) ?? rewritten(node) ?? copied(node);
  const meant = scala ? scalaAdapter(ts, { program, file }, write) : undefined;
  return nodes.map(write);
}
