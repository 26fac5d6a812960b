import type { Argument, Expression, Parameter, Statement } from "./nodes.js";

const sequences = new Set(["Seq", "List", "Array", "Vector", "IndexedSeq"]);

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
      const type = statement.type ? `: ${statement.type}` : "";
      const value = print(statement.value);
      const isPlain = !top || statement.value.kind === "literal" || statement.value.kind === "lambda";
      return `${statement.keyword} ${statement.pattern}${type} = ${isPlain ? value : `await (${value})`};`;
    }
    case "function": {
      const body =
        statement.body.kind === "block" ? printBody(statement.body) : `{ return ${print(statement.body)}; }`;
      const type =
        statement.type && /^(number|bigint|string|boolean)$/.test(statement.type)
          ? `: ${statement.type}`
          : "";
      return `function ${statement.name}(${parameters(statement.parameters)})${type} ${statement.type === "void" ? body.replace("return ", "") : body}`;
    }
    case "class":
      return `class ${statement.name} { constructor(${statement.parameters
        .map(p => `readonly ${parameters([p])}`)
        .join(", ")}) {} }`;
    case "import":
      return statement.lines.join("; ");
    case "expression":
      return `${printAsStatement(statement.value, top)}`;
  }
}

function printAsStatement(value: Expression, top: boolean): string {
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
  ["block", "while", "for", "throw", "assign"].includes(value.kind);

const branch = (value: Expression): string =>
  value.kind === "block"
    ? `{ ${value.statements.map(statement => printStatement(statement, false)).join(" ")} }`
    : `{ ${printAsStatement(value, false)} }`;

/** A function's braces: the last line is what it returns. */
function printBody(body: Expression & { kind: "block" }): string {
  const lines = body.statements.map((statement, i) =>
    i === body.statements.length - 1 && statement.kind === "expression" && !isStatementOnly(statement.value)
      ? `return ${print(statement.value)};`
      : printStatement(statement, false),
  );
  return `{ ${lines.join(" ")} }`;
}

const parameters = (list: readonly Parameter[]): string =>
  list
    .map(
      ({ name, type, fallback }) =>
        `${name}${type ? `: ${type}` : ""}${fallback ? ` = ${print(fallback)}` : ""}`,
    )
    .join(", ");

/** An operand that needs no parentheses before a dot or beside an operator. */
const isTight = (node: Expression): boolean =>
  ["name", "select", "apply", "template", "tuple"].includes(node.kind) ||
  (node.kind === "literal" && !/^[\d.-]/.test(node.text)) ||
  (node.kind === "infix" &&
    (node.operator in columnMethods || node.operator === "->" || /^\w/.test(node.operator)));

const tight = (node: Expression): string => (isTight(node) ? print(node) : `(${print(node)})`);
const operand = (node: Expression): string => (node.kind === "literal" ? node.text : tight(node));

function print(node: Expression): string {
  switch (node.kind) {
    case "literal":
      return node.text;
    case "name":
      return node.name === "None" ? "null" : node.name === "Nil" ? "[]" : node.name;
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
      return `[${node.items.map(print).join(", ")}]`;
    case "new":
      return `new ${node.type}(${args(node.args)})`;
    case "if":
      return `(${print(node.condition)} ? ${print(node.then)} : ${node.otherwise ? print(node.otherwise) : "undefined"})`;
    case "block":
      return `(() => ${printBody(node)})()`;
    case "assign":
      return `${print(node.target)} = ${print(node.value)}`;
    case "for":
      if (node.yields) return `${tight(node.over)}.map((${node.name}) => ${print(node.body)})`;
      return `(() => { ${printAsStatement(node, false)} })()`;
    case "while":
    case "throw":
      return `(() => { ${printAsStatement(node, false)} })()`;
  }
}

const args = (list: readonly Argument[]): string =>
  list
    .map(({ name, value, spread }) => {
      if (name)
        throw new Untranslatable(
          `${name} = … : pass it by position, TypeScript does not name arguments`,
          undefined,
        );
      return spread ? `...${tight(value)}` : print(value);
    })
    .join(", ");

function printApply(callee: Expression, list: readonly Argument[]): string {
  if (callee.kind === "name") {
    if (sequences.has(callee.name)) return `[${args(list)}]`;
    if (callee.name === "Some") return args(list);
    if (callee.name === "Set") return `new Set([${args(list)}])`;
    if (callee.name === "Map") return printMap(list);
  }
  if (callee.kind === "select") {
    const order = named[callee.name];
    if (order && list.some(({ name }) => name))
      return `${tight(callee.object)}.${callee.name}(${positional(list, order)})`;
    const [handler] = list;
    if (callee.name === "foreachBatch" && handler?.value.kind === "lambda")
      return `${tight(callee.object)}.foreachBatch(${printBatchFunction(handler.value)})`;
    if (callee.name === "toDF" && isSequence(callee.object)) return printToDF(callee.object, list);
  }
  return `${tight(callee)}(${args(list)})`;
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

/** Spark's options and aggregates take objects; other keys need a real Map. */
function printMap(list: readonly Argument[]): string {
  const pairs = list.map(({ value }) => {
    if (value.kind === "infix" && value.operator === "->") return [value.left, value.right] as const;
    if (value.kind === "tuple" && value.items.length === 2)
      return [value.items[0]!, value.items[1]!] as const;
    throw new Untranslatable('Map takes pairs: Map("key" -> value)', undefined);
  });
  const isObject = pairs.every(([key]) => key.kind === "literal" && key.text.startsWith('"'));
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
  if (operator === "->") return `[${print(left)}, ${print(right)}]`;
  const method = columnMethods[operator];
  if (method) return `${tight(left)}.${method}(${print(right)})`;
  if (operator === "to" || operator === "until") {
    const length = `${operand(right)} - ${operand(left)}${operator === "to" ? " + 1" : ""}`;
    return `Array.from({ length: ${length} }, (_, i) => ${operand(left)} + i)`;
  }
  if (/^[\p{L}_]/u.test(operator))
    return `${tight(left)}.${operator}(${right.kind === "tuple" ? right.items.map(print).join(", ") : print(right)})`;
  if (operator === "++") return `[...${tight(left)}, ...${tight(right)}]`;
  if (operator === ":+") return `[...${tight(left)}, ${print(right)}]`;
  if (operator === "+:" || operator === "::") return `[${print(left)}, ...${tight(right)}]`;
  if (!same.has(operator) && !respelled[operator])
    throw new Untranslatable(`Scala's ${operator} is not translated: write a method call instead`, at);
  return `${operand(left)} ${respelled[operator] ?? operator} ${operand(right)}`;
}
