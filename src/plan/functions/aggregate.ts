import {
  ArrayType,
  BooleanType,
  ByteType,
  type DataType,
  DecimalType,
  DoubleType,
  LongType,
} from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { boundedDecimal, isIntegral, isNumeric } from "./coercion.js";
import { define, withAliases } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, boolean, double, type ParameterType } from "./parameter.js";

/** What can be added up: numbers, and intervals. */
const summable: ParameterType = {
  sql: '"NUMERIC" or "ANSI INTERVAL"',
  fit: (argument, ansi) => {
    const type = typeOf(argument);
    if (isNumeric(type) || type.kind === "daytime" || type.kind === "yearmonth") return argument;
    return double.fit(argument, ansi);
  },
};

/** Sums have room for ten more digits. */
function sumType([argument]: readonly Expression[]): DataType {
  const type = typeOf(argument!);
  if (isIntegral(type)) return LongType;
  if (type.kind === "decimal") return boundedDecimal(type.precision + 10, type.scale);
  if (type.kind === "daytime") return { ...type, start: 0, end: 3 };
  if (type.kind === "yearmonth") return { ...type, start: 0, end: 1 };
  return DoubleType;
}

function averageType([argument]: readonly Expression[]): DataType {
  const type = typeOf(argument!);
  if (type.kind === "decimal")
    return DecimalType(Math.min(38, type.precision + 4), Math.min(38, type.scale + 4));
  return type.kind === "daytime" || type.kind === "yearmonth" ? sumType([argument!]) : DoubleType;
}

const first = (args: readonly Expression[]) => typeOf(args[0]!);
const kind = "aggregate" as const;

/** first, last, any_value: `ignoreNulls` as a second argument or as IGNORE NULLS, not shown in the name. */
function positional(name: string, kernel: string, doc: string): FunctionRow {
  return {
    name,
    kind,
    usage: `${name}(expr[, isIgnoreNull])`,
    doc,
    arity: [1, 2],
    parameters: ["expr", "isIgnoreNull"],
    resolve: (args, { clauses }) => {
      const flag = args[1]?.kind === "literal" ? args[1].value === true : (clauses.ignoreNulls ?? false);
      return {
        args: [args[0]!],
        type: typeOf(args[0]!),
        nullable: true,
        kernel: flag ? `${kernel}_ignore_nulls` : kernel,
        sql: `${name}(${sqlText(args[0]!)})${clauses.ignoreNulls ? " ignore nulls" : ""}`,
      };
    },
  };
}

const statistic = (name: string, kernel: string, doc: string) =>
  define(name, "expr", [double], DoubleType, { doc, kind, kernel, nullable: true });

export const aggregate: readonly FunctionRow[] = [
  define("count", "expr, ...", [any], LongType, {
    doc: "How many rows have no NULL among the values; count(*): how many rows.",
    kind,
    nullable: false,
  }),
  define("count_if", "expr", [boolean], LongType, {
    doc: "For how many rows it holds.",
    kind,
    nullable: false,
  }),
  define("sum", "expr", [summable], sumType, { doc: "The sum.", kind, nullable: true }),
  define("try_sum", "expr", [summable], sumType, {
    doc: "The sum, NULL when it overflows.",
    kind,
    nullable: true,
  }),
  ...withAliases(
    define("avg", "expr", [summable], averageType, { doc: "The mean.", kind, nullable: true }),
    "mean",
  ),
  define("try_avg", "expr", [summable], averageType, {
    doc: "The mean, NULL when it overflows.",
    kind,
    nullable: true,
  }),
  define("min", "expr", [any], first, { doc: "The least value.", kind, nullable: true }),
  define("max", "expr", [any], first, { doc: "The greatest value.", kind, nullable: true }),
  define("min_by", "x, y", [any, any], first, { doc: "The x where y is least.", kind, nullable: true }),
  define("max_by", "x, y", [any, any], first, { doc: "The x where y is greatest.", kind, nullable: true }),
  positional("first", "first", "The first row's value."),
  positional("first_value", "first", "The first row's value."),
  positional("last", "last", "The last row's value."),
  positional("last_value", "last", "The last row's value."),
  positional("any_value", "first", "Some row's value."),
  ...["collect_list", "array_agg"].map(name =>
    define(name, "expr", [any], ([a]) => ArrayType(typeOf(a!), false), {
      doc: "The values that are not NULL, as an array.",
      kind,
      kernel: "collect_list",
      label: "collect_list",
      nullable: false,
    }),
  ),
  define("collect_set", "expr", [any], ([a]) => ArrayType(typeOf(a!), false), {
    doc: "The different values that are not NULL, as an array.",
    kind,
    nullable: false,
  }),
  ...["bool_and", "every"].map(name =>
    define(name, "expr", [boolean], BooleanType, {
      doc: "Whether it holds for all.",
      kind,
      kernel: "bool_and",
      nullable: true,
    }),
  ),
  ...["bool_or", "some", "any"].map(name =>
    define(name, "expr", [boolean], BooleanType, {
      doc: "Whether it holds for some.",
      kind,
      kernel: "bool_or",
      nullable: true,
    }),
  ),
  ...["stddev", "std", "stddev_samp"].map(name =>
    statistic(name, "stddev_samp", "The standard deviation of a sample."),
  ),
  statistic("stddev_pop", "stddev_pop", "The standard deviation of a population."),
  ...["variance", "var_samp"].map(name => statistic(name, "var_samp", "The variance of a sample.")),
  define("grouping", "col", [any], ByteType, {
    doc: "Whether a column is left out of the row's grouping set.",
    nullable: false,
  }),
  define("grouping_id", "...", [any], LongType, {
    doc: "Which columns are left out of the row's grouping set, as bits.",
    nullable: false,
  }),
  statistic("var_pop", "var_pop", "The variance of a population."),
];
