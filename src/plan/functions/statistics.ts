import {
  ArrayType,
  BinaryType,
  type DataType,
  DoubleType,
  LongType,
  StringType,
  StructField,
  StructType,
} from "../../types/index.js";
import { cast, literal } from "../expressions/create.js";
import type { Expression, SortOrder } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { isNumeric, mismatch } from "./coercion.js";
import { define } from "./define.js";
import { isFoldable } from "./foldable.js";
import type { FunctionRow, ResolveContext } from "./function-row.js";
import {
  any,
  binary,
  double,
  fitArguments,
  int,
  long,
  oneOf,
  type ParameterType,
  stringOrBinary,
} from "./parameter.js";

const kind = "aggregate" as const;
const ofFirst = (args: readonly Expression[]): DataType => typeOf(args[0]!);

const statistic = (name: string, signature: string, doc: string, type: DataType = DoubleType): FunctionRow =>
  define(name, signature, [double], type, { doc, kind, nullable: type !== LongType });

const regression = (name: string, doc: string, type?: DataType) =>
  statistic(name, "y, x", `${doc}, of the pairs without a NULL`, type);

const whole = oneOf(["INTEGRAL"], ["byte", "short", "integer", "long"]);
const bits = (name: string, doc: string) =>
  define(name, "expr", [whole], ofFirst, { doc, kind, nullable: true });

/** Numbers as they are; what is text as DOUBLE. */
const measurable: ParameterType = {
  sql: '("NUMERIC" or "ANSI INTERVAL")',
  fit: (argument, ansi) => {
    const type = typeOf(argument);
    return isNumeric(type) || type.kind === "daytime" || type.kind === "yearmonth"
      ? argument
      : double.fit(argument, ansi);
  },
};

/** An interpolated percentile: DOUBLE of numbers, an interval with all its fields of intervals. */
function interpolated(argument: Expression): DataType {
  const type = typeOf(argument);
  if (type.kind === "daytime") return { ...type, start: 0, end: 3 };
  return type.kind === "yearmonth" ? { ...type, start: 0, end: 1 } : DoubleType;
}

/** One percentage, or an array of them, as DOUBLE. @throws when it is none or not between 0 and 1 */
function percentage(name: string, args: readonly Expression[], at: number): Expression {
  const given = args[at]!;
  if (!isFoldable(given))
    throw mismatch(
      "NON_FOLDABLE_INPUT",
      name,
      args,
      `the input \`percentage\` should be a foldable "DOUBLE" expression; however, got "${sqlText(given)}".`,
    );
  if (
    given.kind === "literal" &&
    given.type.kind === "decimal" &&
    (Number(given.value) < 0 || Number(given.value) > 10 ** given.type.scale)
  )
    throw mismatch(
      "VALUE_OUT_OF_RANGE",
      name,
      args,
      `The percentage must be between [0.0, 1.0] (current value = ${Number(given.value) / 10 ** given.type.scale}).`,
    );
  return cast(given, typeOf(given).kind === "array" ? ArrayType(DoubleType, false) : DoubleType, false);
}

const many = (argument: Expression, type: DataType): DataType =>
  typeOf(argument).kind === "array" ? ArrayType(type, false) : type;

const percentile: FunctionRow = {
  ...define("percentile", "col, percentage[, frequency]", [measurable, any, long], DoubleType, {
    doc: "The exact percentile, interpolated between two values; of an array of percentages, an array.",
    example: "percentile(col, 0.3)",
    kind,
  }),
  resolve: (args, { ansi }) => {
    const [value] = fitArguments("percentile", [args[0]!], [measurable], ansi);
    const frequency = args[2] ?? literal(1, { kind: "integer" });
    const type = many(args[1]!, interpolated(value!));
    return {
      args: [
        value!,
        percentage("percentile", args, 1),
        cast(frequency, LongType, false),
        literal(false, { kind: "boolean" }),
      ],
      type,
      nullable: true,
      sql: `percentile(${[args[0]!, args[1]!, frequency].map(sqlText).join(", ")})`,
    };
  },
};

const median: FunctionRow = {
  ...define("median", "col", [measurable], DoubleType, {
    doc: "The middle value, or the mean of the two in the middle.",
    example: "median(col)",
    kind,
  }),
  resolve: (args, { ansi }) => {
    const [value] = fitArguments("median", args, [measurable], ansi);
    const [half, once] = [literal(0.5, DoubleType), literal(1n, LongType)];
    return {
      args: [value!, half, once, literal(false, { kind: "boolean" })],
      type: interpolated(value!),
      nullable: true,
      kernel: "percentile",
      sql: `median(${sqlText(args[0]!)})`,
    };
  },
};

const descending = (order: SortOrder | undefined) => (order && !order.ascending ? " DESC" : "");

/** `percentile_cont(p) WITHIN GROUP (ORDER BY v)`. */
function withinGroup(name: string, kernel: string, doc: string): FunctionRow {
  return {
    ...define(name, "percentage", [any], DoubleType, {
      doc,
      example: `${name}(0.25) WITHIN GROUP (ORDER BY col)`,
      kind,
    }),
    resolve: (args, { clauses, ansi }) => {
      const order = clauses.withinGroup?.[0];
      if (!order) throw mismatch("INVALID_ORDERING", name, args, `${name} needs WITHIN GROUP (ORDER BY …).`);
      const [value] = fitArguments(name, [order.child], [measurable], ansi);
      return {
        args: [
          value!,
          percentage(name, args, 0),
          literal(1n, LongType),
          literal(!order.ascending, { kind: "boolean" }),
        ],
        type: many(args[0]!, interpolated(value!)),
        nullable: true,
        kernel,
        sql: `${name}(${sqlText(args[0]!)}) WITHIN GROUP (ORDER BY ${sqlText(order.child)}${descending(order)})`,
      };
    },
  };
}

function approximate(name: string): FunctionRow {
  return {
    ...define(name, "col, percentage[, accuracy]", [measurable, any, int], ofFirst, {
      doc: "A value that a share of the values is not greater than.",
      example: `${name}(col, 0.5, 100)`,
      kind,
    }),
    resolve: (args, { ansi }) => {
      const orderable = oneOf(
        ["NUMERIC", "DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "INTERVAL YEAR TO MONTH", "INTERVAL DAY TO SECOND"],
        [
          "byte",
          "short",
          "integer",
          "long",
          "float",
          "double",
          "decimal",
          "date",
          "timestamp",
          "timestamp_ntz",
          "yearmonth",
          "daytime",
        ],
        DoubleType,
      );
      const [value] = fitArguments(name, [args[0]!], [orderable], ansi);
      const accuracy = args[2] ?? literal(10000, { kind: "integer" });
      return {
        args: [value!, percentage(name, args, 1)],
        type: many(args[1]!, typeOf(value!)),
        nullable: true,
        kernel: "percentile_approx",
        sql: `${name}(${[args[0]!, args[1]!, accuracy].map(sqlText).join(", ")})`,
      };
    },
  };
}

/** Which of the most frequent values: any, the least or the greatest. */
const mode: FunctionRow = {
  ...define("mode", "[col, deterministic]", [any], DoubleType, {
    doc: "The most frequent value.",
    example: "mode(col)",
    kind,
  }),
  resolve: (args, { clauses }) => {
    const order = clauses.withinGroup?.[0];
    const call = (value: Expression, choice: "any" | "least" | "greatest", sql: string) => ({
      args: [value, literal(choice, StringType)],
      type: typeOf(value),
      nullable: true,
      sql,
    });
    // Spark shows the order the other way: it takes the last of the most frequent.
    if (order)
      return call(
        order.child,
        order.ascending ? "least" : "greatest",
        `mode() WITHIN GROUP (ORDER BY ${sqlText(order.child)}${order.ascending ? " DESC" : ""})`,
      );
    const [value, flag] = args;
    if (!value) throw mismatch("INVALID_ORDERING", "mode", args, "mode() needs WITHIN GROUP (ORDER BY …).");
    if (flag?.kind === "literal" && flag.value === true)
      return call(value, "least", `mode() WITHIN GROUP (ORDER BY ${sqlText(value)} DESC)`);
    return call(value, "any", `mode(${sqlText(value)})`);
  },
};

const noDelimiter = literal(null, { kind: "void" });

function listagg(name: string): FunctionRow {
  const resolve = (args: readonly Expression[], { ansi, clauses }: ResolveContext) => {
    const [value] = fitArguments(name, [args[0]!], [stringOrBinary], ansi);
    const delimiter = args[1] ?? noDelimiter;
    const type = typeOf(value!).kind === "binary" ? BinaryType : StringType;
    const orders = clauses.withinGroup ?? [];
    const order = orders.map(each => `${sqlText(each)}`).join(", ");
    const shown = orders.length > 0 ? "listagg" : name;
    return {
      args: [value!, cast(delimiter, type, false)],
      type,
      nullable: true,
      kernel: "listagg",
      sql: `${shown}(${sqlText(args[0]!)}, ${sqlText(delimiter)})${order && ` WITHIN GROUP (ORDER BY ${order})`}`,
    };
  };
  return {
    ...define(name, "expr[, delimiter]", [stringOrBinary, stringOrBinary], StringType, {
      doc: "The values that are not NULL one after the other, with a delimiter between them.",
      example: `${name}(col, ', ')`,
      kind,
    }),
    resolve,
  };
}

const histogram: FunctionRow = define(
  "histogram_numeric",
  "expr, nb",
  [measurable, int],
  args =>
    ArrayType(new StructType([new StructField("x", typeOf(args[0]!)), new StructField("y", DoubleType)])),
  {
    doc: "A histogram of at most nb bins of unequal width: their centers and heights.",
    example: "histogram_numeric(col, 5)",
    kind,
    nullable: true,
  },
);

export const statistics: readonly FunctionRow[] = [
  bits("bit_and", "The bits that all values have."),
  bits("bit_or", "The bits that some value has."),
  bits("bit_xor", "The bits that an odd number of values has."),
  define("bitmap_construct_agg", "child", [long], BinaryType, {
    doc: "A bitmap with the bits of all positions set.",
    kind,
    nullable: false,
  }),
  define("bitmap_or_agg", "child", [binary], BinaryType, {
    doc: "The bits that some bitmap has.",
    kind,
    nullable: false,
  }),
  define("bitmap_and_agg", "child", [binary], BinaryType, {
    doc: "The bits that all bitmaps have.",
    kind,
    nullable: false,
  }),
  statistic("corr", "expr1, expr2", "Pearson's coefficient of correlation."),
  statistic("covar_pop", "expr1, expr2", "The covariance of a population."),
  statistic("covar_samp", "expr1, expr2", "The covariance of a sample."),
  statistic("kurtosis", "expr", "How heavy the tails are, less that of the normal distribution."),
  statistic("skewness", "expr", "How far the values lean to one side."),
  regression("regr_count", "How many there are", LongType),
  regression("regr_avgx", "The mean of x"),
  regression("regr_avgy", "The mean of y"),
  regression("regr_sxx", "The sum of the squares of x from its mean"),
  regression("regr_syy", "The sum of the squares of y from its mean"),
  regression("regr_sxy", "The sum of the products of both from their means"),
  regression("regr_slope", "The slope of the line of least squares"),
  regression("regr_intercept", "Where the line of least squares crosses x = 0"),
  regression("regr_r2", "The coefficient of determination"),
  percentile,
  median,
  withinGroup("percentile_cont", "percentile", "The percentile, interpolated between two values."),
  withinGroup(
    "percentile_disc",
    "percentile_disc",
    "The first value that a share of the values is not greater than.",
  ),
  approximate("percentile_approx"),
  approximate("approx_percentile"),
  mode,
  listagg("listagg"),
  listagg("string_agg"),
  histogram,
  define("count_min_sketch", "col, eps, confidence, seed", [any, double, double, int], BinaryType, {
    doc: "A count-min sketch of the values.",
    example: "hex(count_min_sketch(col, 0.5d, 0.5d, 1))",
    kind,
    nullable: false,
  }),
  {
    ...define("approx_count_distinct", "expr[, relativeSD]", [any, double], LongType, {
      doc: "How many different values there are, by HyperLogLog++.",
      example: "approx_count_distinct(col1)",
      kind,
      nullable: false,
    }),
    resolve: (args, { ansi }) => {
      const [deviation] = args[1]
        ? fitArguments("approx_count_distinct", [args[1]], [double], ansi)
        : [literal(0.05, DoubleType)];
      return {
        args: [args[0]!, deviation!],
        type: LongType,
        nullable: false,
        sql: `approx_count_distinct(${args.map(sqlText).join(", ")})`,
      };
    },
  },
];
