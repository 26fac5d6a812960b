import type typescript from "typescript";
import type { Checked, TypeScript } from "./compiler.js";
import { javaText, type Receiver, scalaMember } from "./scala-members.js";
import { ScalaSchema } from "./scala-schema.js";

/** Dataset methods whose closure makes rows, and what a single column of them is called. */
const rowMakers: Readonly<Record<string, string>> = {
  map: "value",
  flatMap: "value",
  groupByKey: "key",
  mapGroups: "value",
  flatMapGroups: "value",
};

const stateful = new Set(["mapGroupsWithState", "flatMapGroupsWithState"]);

/** What stands for a value: where it is used, another kind of number may be meant. */
const arithmetic = new Set(["+", "-", "*", "/", "%", "+=", "-=", "*=", "/=", "%="]);

/**
 * What only Scala means by its types: its collections' members, Longs beside Ints, case classes made and copied, the schemas of what
 * closures make, arguments by name, members of a class without `this`.
 * @param write writes a node, itself adapted
 * @returns writes a node that means something else than TypeScript makes of it
 */
export function scalaAdapter(
  ts: TypeScript,
  { program, file }: Pick<Checked, "program" | "file">,
  write: (node: typescript.Node) => string,
): (node: typescript.Node) => string | undefined {
  const checker = program.getTypeChecker();
  const schemas = new ScalaSchema(ts, checker);
  const typeOf = (node: typescript.Node) => checker.getTypeAtLocation(node);
  const all = (type: typescript.Type, flags: number): boolean => {
    const plain = checker.getNonNullableType(type);
    const types = plain.isUnion() ? plain.types : [plain];
    return types.length > 0 && types.every(each => !!(each.flags & flags) || isFlavored(each, flags));
  };
  const isFlavored = (type: typescript.Type, flags: number): boolean =>
    type.isIntersection() && type.types.some(each => !!(each.flags & flags));
  const isBigInt = (type: typescript.Type) => all(type, ts.TypeFlags.BigIntLike);
  const isNumber = (type: typescript.Type) => all(type, ts.TypeFlags.NumberLike);
  const isString = (type: typescript.Type) => all(type, ts.TypeFlags.StringLike);
  const isNamed = (type: typescript.Type, ...names: string[]) => names.includes(type.symbol?.name ?? "");
  const isOfSpark = (type: typescript.Type) => isNamed(type, "DataFrame", "KeyValueGroupedDataset");
  const classOf = (type: typescript.Type | undefined): typescript.ClassDeclaration | undefined => {
    const declaration = type?.symbol?.valueDeclaration;
    return declaration && ts.isClassDeclaration(declaration) && !declaration.getSourceFile().isDeclarationFile
      ? declaration
      : declaration &&
          ts.isClassDeclaration(declaration) &&
          /tweet-shell-cell/.test(declaration.getSourceFile().fileName)
        ? declaration
        : undefined;
  };

  const receiverOf = (node: typescript.Expression): Receiver | undefined => {
    const type = typeOf(node);
    if (type.flags & ts.TypeFlags.Any) return undefined;
    if (checker.isArrayLikeType(checker.getNonNullableType(type))) return "array";
    if (isString(type)) return "string";
    if (isNumber(type)) return "number";
    if (isBigInt(type)) return "bigint";
    if (isNamed(type, "Map", "ReadonlyMap")) return "map";
    if (isNamed(type, "Error")) return "error";
    if (isNamed(type, "GroupState")) return "state";
    if (isNamed(type, "Set", "ReadonlySet")) return "set";
    return checker.getNonNullableType(type).getStringIndexType() && !isNamed(type, "Option")
      ? "record"
      : undefined;
  };

  /** Numbers and the like stand in parentheses before a dot. */
  const receiverText = (node: typescript.Expression): string =>
    ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isAsExpression(node)
      ? `(${write(node)})`
      : write(node);

  /** Whether what a member was written as is there already. */
  const isWritten = (node: typescript.Node): boolean =>
    ts.isSpreadElement(node.parent) ||
    ts.isNonNullExpression(node.parent) ||
    (ts.isNewExpression(node.parent) && node.parent.expression.getText(file) === "Set") ||
    (ts.isCallExpression(node.parent) &&
      ["Option", "BigInt", "Number"].includes(node.parent.expression.getText(file))) ||
    (ts.isBinaryExpression(node.parent) &&
      node.parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken);

  /** Whether something within is still to be written anew: only then its type is known. */
  const isPending = (node: typescript.Node): boolean => write(node) !== node.getText(file);

  const member = (
    access: typescript.PropertyAccessExpression,
    args: readonly typescript.Expression[],
    node: typescript.Node,
  ): string | undefined => {
    const receiver = receiverOf(access.expression);
    if (!receiver || isWritten(node)) return undefined;
    const name = access.name.text;
    const value = receiverText(access.expression);
    const given = args.map(write);
    return (
      scalaMember(receiver, name, value, given) ??
      (receiver === "string" ? javaText(name, value, given) : undefined)
    );
  };

  /** `Seq(…).toDS()`, `.toDF("a", "b")` */
  const dataset = (access: typescript.PropertyAccessExpression, args: readonly typescript.Expression[]) => {
    const { expression, name } = access;
    if (!["toDS", "toDF"].includes(name.text) || receiverOf(expression) !== "array" || isPending(expression))
      return undefined;
    const element = schemas.elementOf(typeOf(expression));
    const first = ts.isArrayLiteralExpression(expression) ? expression.elements[0] : undefined;
    const isTuple = first && ts.isAsExpression(first);
    const schema =
      (isTuple && schemas.rowOf(first, "value")) || (element && schemas.rowOfType(element, "value"));
    const made = `spark.createDataset(${write(expression)}${schema ? `, ${JSON.stringify(schema)}` : ""})`;
    if (name.text === "toDF")
      return args.length > 0 ? `${made}.toDF(${args.map(write).join(", ")})` : `${made}.toDF()`;
    const type = classOf(element)?.name?.text;
    return type ? `${made}.as(${type})` : made;
  };

  /** The DDL, quoted, of the rows that a closure makes; `many` for one that makes collections of them. */
  const madeBy = (closure: typescript.Expression, name: string, many: boolean) => {
    const answer = schemas.answered(closure);
    if (!answer || isPending(closure)) return undefined;
    const type = many ? schemas.elementOf(answer.type) : answer.type;
    const isKey = name === "key";
    const ddl = isKey
      ? type &&
        schemas.sqlType(type) &&
        `key ${answer.value && schemas.isWhole(answer.value) ? "INT" : schemas.sqlType(type)}`
      : (!many && answer.value && schemas.rowOf(answer.value, name)) ||
        (type && schemas.rowOfType(type, name));
    return ddl ? { ddl: JSON.stringify(ddl), type: classOf(type)?.name?.text } : undefined;
  };

  /** A closure that makes rows is given the schema that Spark reads off its types. */
  const rowMaker = (node: typescript.CallExpression): string | undefined => {
    const { expression: callee, arguments: args } = node;
    if (ts.isCallExpression(callee) && ts.isPropertyAccessExpression(callee.expression)) {
      const { name, expression } = callee.expression;
      if (!stateful.has(name.text) || !args[0]) return undefined;
      // The schema is found once the function's parameters have types: where the parentheses are one pair.
      return `${write(expression)}.${name.text}(${[write(args[0]), '""', ...callee.arguments.map(write)].join(", ")})`;
    }
    if (!ts.isPropertyAccessExpression(callee) || !isOfSpark(typeOf(callee.expression))) return undefined;
    const name = callee.name.text;
    const [closure, second] = args;
    if (!closure) return undefined;
    if (name === "transformWithState" && args.length === 3 && second) return processed(callee, args);
    if (stateful.has(name) && second && ts.isStringLiteral(second) && second.text === "") {
      const made = madeBy(closure, "value", name.startsWith("flatMap"));
      if (!made) return undefined;
      return `${write(callee)}(${[write(closure), made.ddl, ...args.slice(2).map(write)].join(", ")})${made.type ? `.as(${made.type})` : ""}`;
    }
    const column = rowMakers[name];
    if (!column || second) return undefined;
    const made = madeBy(closure, column, name.startsWith("flatMap"));
    if (!made) return undefined;
    const call = `${write(callee.expression)}.${name}(${write(closure)}, ${made.ddl})`;
    return made.type && name !== "groupByKey" ? `${call}.as(${made.type})` : call;
  };

  /** `transformWithState(processor, timeMode, outputMode)`: the schema is in the processor's types. */
  const processed = (callee: typescript.PropertyAccessExpression, args: readonly typescript.Expression[]) => {
    const [processor, timeMode, outputMode] = args as [
      typescript.Expression,
      typescript.Expression,
      typescript.Expression,
    ];
    const method = typeOf(processor).getProperty("handleInputRows");
    const [signature] = method ? checker.getTypeOfSymbol(method).getCallSignatures() : [];
    const element = signature && schemas.elementOf(signature.getReturnType());
    const ddl = element && schemas.rowOfType(element, "value");
    if (!ddl) return undefined;
    return `${write(callee)}(${[write(processor), JSON.stringify(ddl), write(timeMode), write(outputMode)].join(", ")})`;
  };

  /** `udf(f)` and `spark.udf.register("name", f)`: with the type that the closure answers. */
  const userFunction = (node: typescript.CallExpression): string | undefined => {
    const callee = node.expression.getText(file);
    const closure = callee === "udf" && node.arguments.length === 1 ? node.arguments[0] : undefined;
    const registered =
      callee.endsWith("udf.register") && node.arguments.length === 2 ? node.arguments[1] : undefined;
    const made = closure ?? registered;
    const answer = made && schemas.answered(made);
    if (!answer || isPending(made)) return undefined;
    const type = (answer.value && schemas.typeOf(answer.value)) ?? schemas.sqlType(answer.type);
    return type && `${callee}(${node.arguments.map(write).join(", ")}, ${JSON.stringify(type)})`;
  };

  /** `f(b = 2)`: Scala's arguments by name, put in their places. */
  const placed = (node: typescript.CallExpression | typescript.NewExpression): string | undefined => {
    const args = node.arguments ?? [];
    const isByName = (each: typescript.Node): each is typescript.BinaryExpression =>
      ts.isBinaryExpression(each) &&
      each.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(each.left);
    if (!args.some(isByName)) return undefined;
    const type = typeOf(node.expression);
    const construct = type.getConstructSignatures();
    const signature = [...type.getCallSignatures(), ...construct].find(({ parameters }) =>
      args.every(each => !isByName(each) || parameters.some(({ name }) => name === each.left.getText(file))),
    );
    if (!signature) return undefined;
    const places: string[] = [];
    for (const [i, each] of args.entries()) {
      const at = isByName(each)
        ? signature.parameters.findIndex(({ name }) => name === each.left.getText(file))
        : i;
      places[at] = write(isByName(each) ? each.right : each);
    }
    const isNew = ts.isNewExpression(node) || construct.includes(signature);
    return `${isNew ? "new " : ""}${write(node.expression)}(${Array.from(places, each => each ?? "undefined").join(", ")})`;
  };

  /** A number where a bigint is meant, and the other way round. */
  const converted = (node: typescript.Expression): string | undefined => {
    const { parent } = node;
    const isGiven =
      (ts.isCallExpression(parent) && parent.expression !== node) ||
      (ts.isNewExpression(parent) && parent.expression !== node) ||
      ((ts.isVariableDeclaration(parent) ||
        ts.isPropertyDeclaration(parent) ||
        ts.isPropertyAssignment(parent)) &&
        parent.initializer === node) ||
      ts.isReturnStatement(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      (ts.isBinaryExpression(parent) &&
        parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        parent.right === node) ||
      ts.isParenthesizedExpression(parent) ||
      (ts.isConditionalExpression(parent) && parent.condition !== node) ||
      (ts.isArrowFunction(parent) && parent.body === node);
    if (!isGiven) return undefined;
    if (ts.isCallExpression(parent) && ["BigInt", "Number"].includes(parent.expression.getText(file)))
      return undefined;
    const wanted = checker.getContextualType(node);
    if (!wanted || wanted.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
    const type = typeOf(node);
    if (isBigInt(wanted) && isNumber(type))
      return /^-?\d+$/.test(node.getText(file)) ? `${node.getText(file)}n` : `BigInt(${write(node)})`;
    if (isNamed(type, "Map") && !wanted.getProperty("entries") && wanted.getStringIndexType())
      return `Object.fromEntries(${write(node)})`;
    if (isNumber(wanted) && isBigInt(type))
      return /^-?\d+n$/.test(node.getText(file)) ? node.getText(file).slice(0, -1) : `Number(${write(node)})`;
    return undefined;
  };

  const calculated = (node: typescript.BinaryExpression): string | undefined => {
    const operator = node.operatorToken.getText(file);
    const [left, right] = [typeOf(node.left), typeOf(node.right)];
    const [longLeft, longRight] = [isBigInt(left), isBigInt(right)];
    if (arithmetic.has(operator) && longLeft !== longRight && isNumber(longLeft ? right : left)) {
      const other = longLeft ? node.right : node.left;
      const isAssignment = operator.endsWith("=");
      if (isAssignment && !longLeft) return `${write(node.left)} ${operator} Number(${write(node.right)})`;
      const asLong = (each: typescript.Expression) =>
        ts.isNumericLiteral(each) && schemas.isWhole(each) ? `${each.text}n` : `BigInt(${write(each)})`;
      const texts =
        schemas.isWhole(other) || isAssignment
          ? [
              longLeft ? write(node.left) : asLong(node.left),
              longLeft ? asLong(node.right) : write(node.right),
            ]
          : [
              longLeft ? `Number(${write(node.left)})` : write(node.left),
              longLeft ? write(node.right) : `Number(${write(node.right)})`,
            ];
      return texts.join(` ${operator} `);
    }
    if (["===", "!=="].includes(operator) && longLeft !== longRight && isNumber(longLeft ? right : left)) {
      const [a, b] = [node.left, node.right].map((each, i) =>
        (i === 0) === longLeft ? `Number(${write(each)})` : write(each),
      );
      return `${a} ${operator} ${b}`;
    }
    if (operator === "/" && schemas.isWhole(node.left) && schemas.isWhole(node.right)) {
      const { parent } = node;
      const isTrunc = ts.isCallExpression(parent) && parent.expression.getText(file) === "Math.trunc";
      return isTrunc ? undefined : `Math.trunc(${write(node.left)} / ${write(node.right)})`;
    }
    if (operator === "*" && isString(left) && isNumber(right))
      return `${write(node.left)}.repeat(${write(node.right)})`;
    if (operator === "+" && isNamed(left, "Map") && checker.isTupleType(right))
      return `new Map([...${write(node.left)}, ${write(node.right)}])`;
    if (["===", "!=="].includes(operator) && left.getProperty("equals") && left.getProperty("copy"))
      return `${operator === "!==" ? "!" : ""}${write(node.left)}.equals(${write(node.right)})`;
    return undefined;
  };

  /** A member of the class around, where Scala needs no `this`. */
  const ownMember = (node: typescript.Identifier): string | undefined => {
    const { parent } = node;
    if (
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      ts.isTypeNode(parent) ||
      ts.isLabeledStatement(parent) ||
      ts.isBreakStatement(parent) ||
      ts.isExpressionWithTypeArguments(parent) ||
      ((ts.isPropertyAssignment(parent) ||
        ts.isPropertyDeclaration(parent) ||
        ts.isMethodDeclaration(parent) ||
        ts.isGetAccessorDeclaration(parent) ||
        ts.isVariableDeclaration(parent) ||
        ts.isParameter(parent) ||
        ts.isBindingElement(parent) ||
        ts.isClassLike(parent)) &&
        parent.name === node)
    )
      return undefined;
    const owner = ts.findAncestor(parent, ts.isClassLike);
    if (!owner || ts.findAncestor(node, each => each.parent === owner && ts.isHeritageClause(each)))
      return undefined;
    const declared = checker.getSymbolAtLocation(node)?.declarations?.[0];
    const isConstructor = (each: typescript.Node | undefined): boolean =>
      !!each && ts.isParameter(each) && ts.isConstructorDeclaration(each.parent);
    if (declared && ts.findAncestor(declared, each => each === owner) && !isConstructor(declared))
      return undefined;
    if (isConstructor(declared) && ts.findAncestor(node, ts.isConstructorDeclaration)) return undefined;
    const instance = typeOf(owner).getConstructSignatures()[0]?.getReturnType() ?? typeOf(owner);
    return instance.getProperty(node.text) ? `this.${node.text}` : undefined;
  };

  const call = (node: typescript.CallExpression): string | undefined => {
    const { expression: callee, arguments: args } = node;
    const [only] = args;
    if (callee.getText(file) === "Column" && only && args.length === 1)
      return isString(typeOf(only)) ? `functions.col(${write(only)})` : write(only);
    const byName = placed(node);
    if (byName !== undefined) return byName;
    if (ts.isPropertyAccessExpression(callee)) {
      const [type] = node.typeArguments ?? [];
      if (callee.name.text === "as" && type && args.length === 0) {
        const named = classOf(checker.getTypeFromTypeNode(type))?.name?.text;
        if (named) return `${write(callee.expression)}.as(${named})`;
      }
      if (callee.getText(file) === "spark.time" && args[0] && !ts.isArrowFunction(args[0]))
        return `spark.time(() => ${write(args[0])})`;
      const made = dataset(callee, args) ?? member(callee, args, node);
      if (made !== undefined) return made;
    }
    if (ts.isCallExpression(callee) && ts.isPropertyAccessExpression(callee.expression)) {
      const curried = member(callee.expression, [...callee.arguments, ...args], node);
      if (curried !== undefined) return curried;
    }
    return rowMaker(node) ?? userFunction(node);
  };

  /** `{ case (key, rows) => … }` where a function of two is meant. */
  const spreadParameters = (node: typescript.ArrowFunction): string | undefined => {
    const [only, ...more] = node.parameters;
    if (!only || more.length > 0 || !ts.isArrayBindingPattern(only.name)) return undefined;
    const { elements } = only.name;
    const wanted = checker.getContextualType(node)?.getCallSignatures()[0]?.parameters.length;
    if (elements.length < 2 || wanted !== elements.length) return undefined;
    const names = elements.map((each, i) => (ts.isOmittedExpression(each) ? `$_${i}` : each.getText(file)));
    // Until then its names have the types of the wrong things.
    return `(${names.join(", ")}) => ${node.body.getText(file)}`;
  };

  /** Nothing is undefined in Scala: what may be is taken for granted where it is used. */
  const granted = (node: typescript.Expression): string | undefined => {
    const { parent } = node;
    const isUsed =
      (ts.isPropertyAccessExpression(parent) && parent.expression === node) ||
      (ts.isBinaryExpression(parent) &&
        arithmetic.has(parent.operatorToken.getText(file)) &&
        parent.right === node) ||
      (ts.isBinaryExpression(parent) &&
        parent.left === node &&
        /^[-+*/%<>]=?$/.test(parent.operatorToken.getText(file)) &&
        !parent.operatorToken.getText(file).endsWith("=")) ||
      (ts.isConditionalExpression(parent) && parent.condition !== node) ||
      (ts.isVariableDeclaration(parent) && parent.initializer === node);
    const type = isUsed ? typeOf(node) : undefined;
    const mayLack =
      type?.isUnion() && type.types.some(each => each.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
    return mayLack ? `${write(node)}!` : undefined;
  };

  const meant = (node: typescript.Node): string | undefined => {
    if (ts.isArrowFunction(node)) return spreadParameters(node);
    if (ts.isCallExpression(node)) return call(node);
    if (ts.isNewExpression(node)) return placed(node);
    if (ts.isBinaryExpression(node)) return calculated(node);
    if (ts.isIdentifier(node)) return ownMember(node);
    if (ts.isPropertyAccessExpression(node)) {
      const { parent } = node;
      if (ts.isCallExpression(parent) && parent.expression === node) return undefined;
      return dataset(node, []) ?? member(node, [], node);
    }
    return undefined;
  };

  /** Nodes whose own place has been seen to: they are being written within what it made of them. */
  const seen = new Set<typescript.Node>();
  const asUsed = (node: typescript.Node): string | undefined => {
    if (!ts.isExpression(node) || seen.has(node)) return undefined;
    seen.add(node);
    const text = converted(node) ?? granted(node);
    seen.delete(node);
    return text;
  };
  return node => asUsed(node) ?? meant(node);
}
