import type { Argument, Case, Expression, Parameter, Statement } from "./nodes.js";
import { destructuring, printCases } from "./print-cases.js";
import { type ClassPrinter, printAnonymous, printClass } from "./print-class.js";

const sequences = new Set(["Seq", "List", "Array", "Vector", "IndexedSeq", "Iterator", "Iterable"]);

/** Operators that only columns have, and those that TypeScript spells otherwise. */
const columnMethods: Readonly<Record<string, string>> = {
  "===": "equalTo",
  "=!=": "notEqual",
  "<=>": "eqNullSafe",
};
const respelled: Readonly<Record<string, string>> = { "==": "===", "!=": "!==" };
const same = new Set("+ - * / % < > <= >= && || & | ^ << >> >>> += -= *= /= %=".split(" "));

/** Parameters that are commonly named, in their order, with their defaults. */
const named: Readonly<Record<string, readonly (readonly [name: string, fallback: string])[]>> = {
  show: [
    ["numRows", "20"],
    ["truncate", "true"],
    ["vertical", "false"],
  ],
  join: [
    ["right", ""],
    ["joinExprs", ""],
    ["joinType", '"inner"'],
  ],
};

export class Untranslatable extends Error {
  constructor(
    message: string,
    readonly at: number | undefined,
  ) {
    super(message);
  }
}

/** One statement as TypeScript. At the top level values are awaited, as the shell awaits what is typed. */
export function printStatement(statement: Statement, top: boolean): string {
  switch (statement.kind) {
    case "value": {
      const type = statement.type ? `: ${statement.type}` : typeOfLiteral(statement.value);
      if (!statement.value) return `let ${statement.pattern}!${type};`;
      const value =
        statement.value.kind === "try" && top ? printTry(statement.value, true) : print(statement.value);
      const isPlain = !top || plainValues.has(statement.value.kind);
      return `${statement.keyword} ${statement.pattern}${type} = ${isPlain ? value : `await (${value})`};`;
    }
    case "function": {
      const type =
        statement.type && /^(number|bigint|string|boolean|Int)$/.test(statement.type)
          ? `: ${statement.type}`
          : "";
      if (!statement.body)
        throw new Untranslatable(`${statement.name} has no body: def ${statement.name} = …`, undefined);
      return `function ${statement.name}(${parameters(statement.parameters)})${type} ${braces(statement.body, statement.type === "void")}`;
    }
    case "class":
      return printClass(statement, classPrinter);
    case "import":
      return statement.lines.join("; ");
    case "expression":
      return `${printAsStatement(statement.value, top)}`;
  }
}

/** Values that cannot be promises. */
const plainValues = new Set(["literal", "lambda", "tuple", "cases"]);

/** What Scala infers and TypeScript does not: that a number is whole. */
const typeOfLiteral = (value: Expression | undefined): string =>
  isWhole(value)
    ? ": Int"
    : value && isSequence(value) && value.args.length > 0 && value.args.every(each => isWhole(each.value))
      ? ": Int[]"
      : "";
const isWhole = (value: Expression | undefined): boolean =>
  value?.kind === "literal" && /^-?\d+$/.test(value.text);

function printAsStatement(value: Expression, top: boolean): string {
  if (value.kind === "try") return printTryStatement(value, top);
  if (value.kind === "return") return `return ${print(value.value)};`;
  const hasBlocks =
    value.kind === "if" &&
    (isStatementOnly(value.then) || (!!value.otherwise && isStatementOnly(value.otherwise)));
  if (value.kind === "if" && (!top || !value.otherwise || hasBlocks)) {
    const otherwise = value.otherwise ? ` else ${branch(value.otherwise)}` : "";
    return `if (${print(value.condition)}) ${branch(value.then)}${otherwise}`;
  }
  if (value.kind === "while") return `while (${print(value.condition)}) ${branch(value.body)}`;
  if (value.kind === "for" && !value.yields)
    return `for (const ${value.name} of ${print(value.over)}) ${branch(value.body)}`;
  if (value.kind === "throw") return `throw ${print(value.value)};`;
  if (value.kind === "block") return branch(value);
  return `${print(value)};`;
}

const isStatementOnly = (value: Expression): boolean =>
  ["block", "while", "for", "throw", "assign", "return"].includes(value.kind);

const branch = (value: Expression): string =>
  value.kind === "block"
    ? `{ ${value.statements.map(statement => printStatement(statement, false)).join(" ")} }`
    : `{ ${printAsStatement(value, false)} }`;

/** A function's braces: the last line is what it returns. */
function printBody(body: Expression & { kind: "block" }, awaited = false): string {
  return `{ ${printLines(body, "return", awaited)} }`;
}

/** The lines of a block; the last is what it comes to. */
function printLines(body: Expression, end: "return" | "drop", awaited: boolean): string {
  const statements = body.kind === "block" ? body.statements : [{ kind: "expression" as const, value: body }];
  const lines = statements.map((statement, i) => {
    const isLast = i === statements.length - 1;
    if (statement.kind !== "expression" || isStatementOnly(statement.value))
      return printStatement(statement, awaited);
    const value = awaited ? `await (${print(statement.value)})` : print(statement.value);
    return isLast && end === "return"
      ? `return ${value};`
      : awaited
        ? `${value};`
        : printStatement(statement, false);
  });
  return lines.join(" ");
}

const braces = (body: Expression, isVoid: boolean): string =>
  `{ ${printLines(body, isVoid ? "drop" : "return", false)} }`;

/** `try` as a value: a function called at once; `awaited` where it may wait. */
function printTry({ body, cases, last }: Expression & { kind: "try" }, awaited: boolean): string {
  const printer = { ...casePrinter, body: (node: Expression) => printLines(node, "return", awaited) };
  const caught = cases.length > 0 ? ` catch ($m: any) { ${printCases(cases, "throw $m;", printer)} }` : "";
  const ended = last ? ` finally { ${printLines(last, "drop", awaited)} }` : "";
  return `(${awaited ? "async " : ""}() => { try { ${printLines(body, "return", awaited)} }${caught}${ended} })()`;
}

function printTryStatement({ body, cases, last }: Expression & { kind: "try" }, top: boolean): string {
  const printer = {
    ...casePrinter,
    body: (node: Expression) => `${printLines(node, "drop", top)} break $done;`,
  };
  const caught =
    cases.length > 0 ? ` catch ($m: any) { $done: { ${printCases(cases, "throw $m;", printer)} } }` : "";
  const ended = last ? ` finally { ${printLines(last, "drop", top)} }` : "";
  return `try { ${printLines(body, "drop", top)} }${caught}${ended}`;
}

const casePrinter = {
  expression: (node: Expression) => print(node),
  body: (node: Expression) => printLines(node, "return", false),
  fail: (message: string): never => {
    throw new Untranslatable(message, undefined);
  },
};

/** `{ case … => … }` as a function; of names alone, one that takes its argument apart. */
function printFunctionOfCases(cases: readonly Case[]): string {
  const [only] = cases;
  const names = cases.length === 1 && only && !only.guard ? destructuring(only.pattern) : undefined;
  if (only && names) {
    const text = only.body.kind === "block" ? printBody(only.body) : print(only.body);
    return `(${names}) => ${only.body.kind !== "block" && text.startsWith("{") ? `(${text})` : text}`;
  }
  return `($m) => { ${printCases(cases, "throw scala.matchError($m);", casePrinter)} }`;
}

const classPrinter: ClassPrinter = {
  expression: node => print(node),
  args: list => args(list),
  parameters: list => parameters(list),
  braces,
  statement: statement => printStatement(statement, false),
};

const parameters = (list: readonly Parameter[]): string =>
  list
    .map(
      ({ name, type, fallback }) =>
        `${name}${type ? `: ${type}` : ""}${fallback ? ` = ${print(fallback)}` : ""}`,
    )
    .join(", ");

/** An operand that needs no parentheses before a dot or beside an operator. */
const isTight = (node: Expression): boolean =>
  ["name", "select", "apply", "template"].includes(node.kind) ||
  (node.kind === "literal" && !/^[\d.-]/.test(node.text)) ||
  (node.kind === "infix" && (node.operator in columnMethods || /^\w/.test(node.operator)));

const tight = (node: Expression): string => (isTight(node) ? print(node) : `(${print(node)})`);
const operand = (node: Expression): string => (node.kind === "literal" ? node.text : tight(node));

function print(node: Expression): string {
  switch (node.kind) {
    case "literal":
      return node.text;
    case "name":
      return node.name === "Nil" ? "[]" : node.name;
    case "template": {
      const parts = node.chunks.map(
        (chunk, i) => `${chunk}${node.values[i] ? `\${${print(node.values[i])}}` : ""}`,
      );
      return `${node.tag}\`${parts.join("")}\``;
    }
    case "select": {
      const place = /^_(\d)$/.exec(node.name);
      return place ? `${tight(node.object)}[${Number(place[1]) - 1}]` : `${tight(node.object)}.${node.name}`;
    }
    case "apply":
      return printApply(node.callee, node.args);
    case "infix":
      return printInfix(node);
    case "prefix":
      return `${node.operator}${operand(node.operand)}`;
    case "lambda": {
      const body = node.body.kind === "block" ? printBody(node.body) : print(node.body);
      const isAmbiguous = node.body.kind !== "block" && body.startsWith("{");
      return `(${parameters(node.parameters)}) => ${isAmbiguous ? `(${body})` : body}`;
    }
    case "tuple":
      return `[${node.items.map(print).join(", ")}] as const`;
    case "new":
      return node.members
        ? printAnonymous(node, node.members, classPrinter)
        : /Exception$|^Error$/.test(node.type)
          ? `scala.exception("${node.type}", ${args(node.args)})`
          : `new ${node.type}(${args(node.args)})`;
    case "cast":
      return `(${print(node.value)} as unknown as ${node.type})`;
    case "cases":
      return printFunctionOfCases(node.cases);
    case "match":
      return `(${printFunctionOfCases(node.cases)})(${print(node.value)})`;
    case "try":
      return printTry(node, false);
    case "if":
      return `(${print(node.condition)} ? ${print(node.then)} : ${node.otherwise ? print(node.otherwise) : "undefined"})`;
    case "block":
      return `(() => ${printBody(node)})()`;
    case "assign":
      return `${print(node.target)} = ${print(node.value)}`;
    case "for":
      if (node.yields) return `${tight(node.over)}.${node.yields}((${node.name}) => ${print(node.body)})`;
      return `(() => { ${printAsStatement(node, false)} })()`;
    case "while":
    case "throw":
    case "return":
      return `(() => { ${printAsStatement(node, false)} })()`;
  }
}

const args = (list: readonly Argument[]): string =>
  list
    .map(({ name, value, spread }) =>
      spread ? `...${tight(value)}` : `${name ? `${name} = ` : ""}${print(value)}`,
    )
    .join(", ");

function printApply(callee: Expression, list: readonly Argument[]): string {
  if (callee.kind === "name") {
    if (callee.name === "printf") return `print(scala.format(${args(list)}))`;
    if (sequences.has(callee.name)) return `[${args(list)}]`;
    if (callee.name === "Set") return `new Set([${args(list)}])`;
    if (callee.name === "Map") return printMap(list);
  }
  if (callee.kind === "select") {
    if (callee.name === "copy" && list.length > 0 && list.every(({ name }) => name))
      return `${tight(callee.object)}.copy({ ${list.map(({ name, value }) => `${name}: ${print(value)}`).join(", ")} })`;
    const order = named[callee.name];
    if (order && list.some(({ name }) => name))
      return `${tight(callee.object)}.${callee.name}(${positional(list, order)})`;
    const [handler] = list;
    if (callee.name === "foreachBatch" && handler?.value.kind === "lambda")
      return `${tight(callee.object)}.foreachBatch(${printBatchFunction(handler.value)})`;
    if (callee.name === "toDF" && isSequence(callee.object)) return printToDF(callee.object, list);
  }
  const given = list.map(({ value, ...rest }) =>
    value.kind === "apply" && value.callee.kind === "name" && value.callee.name === "Map"
      ? { ...rest, value: { kind: "literal" as const, text: printMap(value.args, true) } }
      : { ...rest, value },
  );
  return `${tight(callee)}(${args(given)})`;
}

/** What is done with a micro-batch is waited for, line by line; the types of its parameters are known. */
function printBatchFunction({ parameters: names, body }: Expression & { kind: "lambda" }): string {
  const statements = body.kind === "block" ? body.statements : [{ kind: "expression" as const, value: body }];
  const lines = statements.map(statement =>
    statement.kind === "expression" && !isStatementOnly(statement.value)
      ? `await (${print(statement.value)});`
      : printStatement(statement, true),
  );
  return `async (${names.map(({ name }) => name).join(", ")}) => { ${lines.join(" ")} }`;
}

const isSequence = (node: Expression): node is Expression & { kind: "apply" } =>
  node.kind === "apply" && node.callee.kind === "name" && sequences.has(node.callee.name);

/** `Seq((1, "a")).toDF("n", "s")`: rows of one column may be written without their tuple. */
function printToDF(sequence: Expression & { kind: "apply" }, names: readonly Argument[]): string {
  const values = sequence.args.map(({ value }): readonly Expression[] => {
    if (value.kind === "tuple") return value.items;
    return value.kind === "infix" && value.operator === "->" ? [value.left, value.right] : [value];
  });
  const rows = values.map(items => `[${items.map(print).join(", ")}]`);
  const width = values[0]?.length ?? 1;
  const labels = names.length > 0 ? names.map(({ value }) => print(value)) : defaultNames(width);
  const schema = literalSchema(values, labels) ?? `[${labels.join(", ")}]`;
  return `spark.createDataFrame([${rows.join(", ")}], ${schema})`;
}

const defaultNames = (width: number): string[] =>
  Array.from({ length: width }, (_, i) => (width === 1 ? '"value"' : `"_${i + 1}"`));

/** The schema of rows of literals, whose types Scala tells apart and JavaScript does not; undefined where one is no literal. */
function literalSchema(
  rows: readonly (readonly Expression[])[],
  labels: readonly string[],
): string | undefined {
  if (labels.length !== rows[0]?.length || !labels.every(label => /^"[^"`\\]+"$/.test(label)))
    return undefined;
  const columns = labels.map((label, i) => {
    const [type, ...others] = new Set(rows.map(row => literalType(row[i])));
    return type && others.length === 0 ? `\`${label.slice(1, -1)}\` ${type}` : undefined;
  });
  return columns.includes(undefined) ? undefined : JSON.stringify(columns.join(", "));
}

function literalType(value: Expression | undefined): string | undefined {
  const text = value ? print(value).replace(/^-/, "") : "";
  if (/^\d+$/.test(text)) return "INT NOT NULL";
  if (/^\d+n$/.test(text)) return "BIGINT NOT NULL";
  if (/^\d+\.\d*(e[+-]?\d+)?$/i.test(text)) return "DOUBLE NOT NULL";
  if (value?.kind === "literal" && /^["'`]/.test(text)) return "STRING";
  return text === "true" || text === "false" ? "BOOLEAN NOT NULL" : undefined;
}

/** Spark's options and aggregates take objects, as arguments; elsewhere it is a real Map. */
function printMap(list: readonly Argument[], isArgument = false): string {
  const pairs = list.map(({ value }) => {
    if (value.kind === "infix" && value.operator === "->") return [value.left, value.right] as const;
    if (value.kind === "tuple" && value.items.length === 2)
      return [value.items[0]!, value.items[1]!] as const;
    throw new Untranslatable('Map takes pairs: Map("key" -> value)', undefined);
  });
  const isObject = isArgument && pairs.every(([key]) => key.kind === "literal" && key.text.startsWith('"'));
  if (isObject) return `{ ${pairs.map(([key, value]) => `${print(key)}: ${print(value)}`).join(", ")} }`;
  return `new Map([${pairs.map(([key, value]) => `[${print(key)}, ${print(value)}]`).join(", ")}])`;
}

function positional(list: readonly Argument[], order: readonly (readonly [string, string])[]): string {
  const values: string[] = [];
  list.forEach(({ name, value }, i) => {
    const position = name ? order.findIndex(([known]) => known === name) : i;
    if (position < 0)
      throw new Untranslatable(
        `no parameter ${name}: ${order.map(([known]) => known).join(", ")}`,
        undefined,
      );
    values[position] = print(value);
  });
  return Array.from(values, (value, i) => value ?? order[i]![1]).join(", ");
}

function printInfix({ left, operator, right, at }: Expression & { kind: "infix" }): string {
  if (operator === "->") return `[${print(left)}, ${print(right)}] as const`;
  const method = columnMethods[operator];
  if (method) return `${tight(left)}.${method}(${print(right)})`;
  if (operator === "to" || operator === "until")
    return `scala.range(${print(left)}, ${print(right)}${operator === "to" ? " + 1" : ""})`;
  if (/^[\p{L}_]/u.test(operator))
    return `${tight(left)}.${operator}(${right.kind === "tuple" ? right.items.map(print).join(", ") : print(right)})`;
  if (operator === "++") return `[...${tight(left)}, ...${tight(right)}]`;
  if (operator === ":+") return `[...${tight(left)}, ${print(right)}]`;
  if (operator === "+:" || operator === "::") return `[${print(left)}, ...${tight(right)}]`;
  if (!same.has(operator) && !respelled[operator])
    throw new Untranslatable(`Scala's ${operator} is not translated: write a method call instead`, at);
  return `${operand(left)} ${respelled[operator] ?? operator} ${operand(right)}`;
}
