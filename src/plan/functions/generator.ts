import { IntegerType, sqlName } from "../../types/index.js";
import type { Expression, GeneratorCall } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, commonTypeOf, mismatch } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

type Columns = GeneratorCall["columns"];

const pos = { name: "pos", type: IntegerType, nullable: false };

/** A generator over one collection; its outer form keeps rows for which it makes none. */
const overCollection = (
  name: string,
  parameter: string,
  doc: string,
  columns: (argument: Expression) => Columns | undefined,
  wants: string,
): FunctionRow[] =>
  [name, `${name}_outer`].map(each => ({
    name: each,
    kind: "generator",
    usage: `${each}(${parameter})`,
    doc,
    arity: [1, 1],
    parameters: [parameter],
    resolve: args => {
      const made = columns(args[0]!);
      if (made) return { args, type: typeOf(args[0]!), kernel: name, columns: made };
      throw mismatch(
        "UNEXPECTED_INPUT_TYPE",
        each,
        args,
        `The first parameter requires the ${wants} type, however "${sqlText(args[0]!)}" has the type "${sqlName(typeOf(args[0]!))}".`,
      );
    },
  }));

function elements(argument: Expression): Columns | undefined {
  const type = typeOf(argument);
  if (type.kind === "array") return [{ name: "col", type: type.elementType, nullable: type.containsNull }];
  if (type.kind !== "map") return undefined;
  return [
    { name: "key", type: type.keyType, nullable: false },
    { name: "value", type: type.valueType, nullable: type.valueContainsNull },
  ];
}

function fields(argument: Expression): Columns | undefined {
  const type = typeOf(argument);
  if (type.kind !== "array" || type.elementType.kind !== "struct") return undefined;
  return type.elementType.fields.map(field => ({
    name: field.name,
    type: field.dataType,
    nullable: field.nullable || type.containsNull,
  }));
}

export const generator: readonly FunctionRow[] = [
  ...overCollection(
    "explode",
    "collection",
    "A row for each element or entry.",
    elements,
    '("ARRAY" or "MAP")',
  ),
  ...overCollection(
    "posexplode",
    "collection",
    "A row for each element or entry, with its position.",
    argument => {
      const columns = elements(argument);
      return columns && [pos, ...columns];
    },
    '("ARRAY" or "MAP")',
  ),
  ...overCollection(
    "inline",
    "input",
    "A row for each struct, its fields as columns.",
    fields,
    '"ARRAY<STRUCT>"',
  ),
  {
    name: "stack",
    kind: "generator",
    usage: "stack(n, expr1, ...)",
    doc: "The expressions as n rows.",
    arity: [2, Number.POSITIVE_INFINITY],
    parameters: [],
    resolve: (args, { ansi }) => {
      const [count, ...values] = args as [Expression, ...Expression[]];
      const rows = count.kind === "literal" ? Number(count.value) : 1;
      const width = Math.ceil(values.length / rows);
      const columns = Array.from({ length: width }, (_, c) => {
        const column = values.filter((_, i) => i % width === c);
        const type = commonTypeOf(column, ansi);
        if (!type)
          throw mismatch(
            "STACK_COLUMN_DIFF_TYPES",
            "stack",
            args,
            `The data type of the column (${c}) do not have the same type.`,
          );
        return { name: `col${c}`, type, nullable: column.some(isNullable) || column.length < rows };
      });
      return {
        args: [count, ...values.map((value, i) => castTo(value, columns[i % width]!.type))],
        type: IntegerType,
        columns,
      };
    },
  },
];
