import { BooleanType, DoubleType, LongType, sqlName } from "../../types/index.js";
import { functionCall, literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, commonTypeOf, mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, double, int, long, oneOf } from "./parameter.js";

/** A function of one DOUBLE, shown in capitals as Spark does, or under its own name. */
function ofDouble(name: string, doc: string, example: string, label = name.toUpperCase()): FunctionRow {
  return define(name, "expr", [double], DoubleType, {
    doc,
    example,
    nullable: true,
    ...(label === name ? {} : { label }),
  });
}

function ofTwo(
  name: string,
  signature: string,
  doc: string,
  example: string,
  label: string,
  kernel?: string,
): FunctionRow {
  return define(name, signature, [double, double], DoubleType, {
    doc,
    example,
    label,
    ...(kernel ? { kernel } : {}),
  });
}

const LN_BASE = functionCall("e", [], DoubleType, false, "E()");

const log: FunctionRow = {
  ...define("log", "[base, ]expr", [double, double], DoubleType, {
    doc: "The logarithm to a base, or the natural one.",
    example: "log(10, 100)",
  }),
  arity: [1, 2],
  parameters: ["base", "expr"],
  resolve: (args, context) =>
    define("log", "base, expr", [double, double], DoubleType, {
      doc: "",
      nullable: true,
      label: "LOG",
    }).resolve(args.length === 1 ? [LN_BASE, args[0]!] : args, context),
};

const signInput = oneOf(
  ["DOUBLE", "INTERVAL DAY TO SECOND", "INTERVAL YEAR TO MONTH"],
  ["double", "daytime", "yearmonth"],
  DoubleType,
);

/** Of values of one type, strings among others not promoted. */
function extreme(name: "greatest" | "least", doc: string): FunctionRow {
  return {
    ...define(name, "expr, ...", [any], DoubleType, { doc, example: `${name}(10, 9, 2, 4, 3)` }),
    arity: [2, Number.POSITIVE_INFINITY],
    resolve: (args, { ansi }) => {
      const types = args.map(typeOf);
      const mixed =
        types.some(type => type.kind === "string") &&
        types.some(type => type.kind !== "string" && type.kind !== "void");
      const type = mixed && ansi ? undefined : commonTypeOf(args, ansi);
      if (!type)
        throw mismatch(
          "DATA_DIFF_TYPES",
          name,
          args,
          `Input to \`${name}\` should all be the same type, but it's [${types.map(each => `"${sqlName(each)}"`).join(", ")}].`,
        );
      return { args: args.map(each => castTo(each, type)), type, nullable: args.every(isNullable) };
    },
  };
}

/** A function that is short for an expression, and shown as it was called. */
function shortFor(
  name: string,
  signature: string,
  doc: string,
  example: string,
  expand: (...args: readonly Expression[]) => Expression,
): FunctionRow {
  return {
    ...define(name, signature, [any], DoubleType, { doc, example }),
    resolve: (args, context) => {
      const expanded = context.resolve(expand(...args));
      const sql = `${name}(${args.map(sqlText).join(", ")})`;
      return expanded.kind === "functionCall"
        ? functionCall(expanded.name, expanded.args, expanded.type, expanded.nullable, sql)
        : expanded;
    },
  };
}

const zero = literal(0, { kind: "integer" });

const bucketInput = oneOf(
  ["DOUBLE", "INTERVAL YEAR TO MONTH", "INTERVAL DAY TO SECOND"],
  ["double", "yearmonth", "daytime"],
  DoubleType,
);

const widthBucket = define(
  "width_bucket",
  "value, min_value, max_value, num_bucket",
  [bucketInput, bucketInput, bucketInput, long],
  LongType,
  {
    doc: "The bucket of a histogram of equally wide ones that a value falls in; 0 below and num_bucket + 1 above all.",
    example: "width_bucket(5.3, 0.2, 10.6, 5)",
    nullable: true,
  },
);

export const math: readonly FunctionRow[] = [
  ofDouble("sqrt", "The square root.", "sqrt(4)"),
  ofDouble("cbrt", "The cube root.", "cbrt(27.0)"),
  ofDouble("exp", "e to the power of it.", "exp(0)"),
  ofDouble("expm1", "e to the power of it, less 1.", "expm1(0)"),
  ofDouble("ln", "The natural logarithm; NULL where there is none.", "ln(1)", "ln"),
  log,
  ofDouble("log2", "The logarithm to base 2; NULL where there is none.", "log2(2)"),
  ofDouble("log10", "The logarithm to base 10; NULL where there is none.", "log10(10)"),
  ofDouble("log1p", "The natural logarithm of one more; NULL where there is none.", "log1p(0)"),
  ofTwo("pow", "expr1, expr2", "The first to the power of the second.", "pow(2, 3)", "pow"),
  ofTwo("power", "expr1, expr2", "The first to the power of the second.", "power(2, 3)", "POWER", "pow"),
  ofDouble("sin", "The sine of radians.", "sin(0)"),
  ofDouble("cos", "The cosine of radians.", "cos(0)"),
  ofDouble("tan", "The tangent of radians.", "tan(0)"),
  ofDouble("cot", "The cotangent of radians.", "cot(1)"),
  ofDouble("csc", "The cosecant of radians.", "csc(1)"),
  ofDouble("sec", "The secant of radians.", "sec(0)"),
  ofDouble("asin", "The arc sine in radians.", "asin(0)"),
  ofDouble("acos", "The arc cosine in radians.", "acos(1)"),
  ofDouble("atan", "The arc tangent in radians.", "atan(0)"),
  ofTwo("atan2", "exprY, exprX", "The angle of a point, in radians.", "atan2(0, 0)", "ATAN2"),
  ofDouble("sinh", "The hyperbolic sine.", "sinh(0)"),
  ofDouble("cosh", "The hyperbolic cosine.", "cosh(0)"),
  ofDouble("tanh", "The hyperbolic tangent.", "tanh(0)"),
  ofDouble("asinh", "The inverse hyperbolic sine.", "asinh(0)"),
  ofDouble("acosh", "The inverse hyperbolic cosine.", "acosh(1)"),
  ofDouble("atanh", "The inverse hyperbolic tangent.", "atanh(0)"),
  ofDouble("degrees", "Radians as degrees.", "degrees(3.141592653589793)"),
  ofDouble("radians", "Degrees as radians.", "radians(180)"),
  ofTwo("hypot", "expr1, expr2", "The length of the hypotenuse.", "hypot(3, 4)", "HYPOT"),
  define("sign", "expr", [signInput], DoubleType, {
    doc: "-1, 0 or 1.",
    example: "sign(40)",
    nullable: true,
  }),
  define("signum", "expr", [signInput], DoubleType, {
    doc: "-1, 0 or 1.",
    example: "signum(40)",
    nullable: true,
    kernel: "sign",
    label: "SIGNUM",
  }),
  ofDouble("rint", "The nearest whole number; the even one of two.", "rint(12.3456)", "rint"),
  define("factorial", "expr", [int], LongType, {
    doc: "The factorial of 0 to 20; NULL beyond.",
    example: "factorial(5)",
    nullable: true,
  }),
  extreme("greatest", "The greatest value, NULLs aside."),
  extreme("least", "The least value, NULLs aside."),
  {
    ...widthBucket,
    resolve: (args, context) => {
      // Whole intervals and numbers do not mix; fields of one interval kind do.
      const intervals = args.slice(0, 3).map(each => typeOf(each).kind);
      if (
        intervals.some(kind => kind === "daytime" || kind === "yearmonth") &&
        new Set(intervals.filter(kind => kind !== "void")).size > 1
      )
        throw mismatch(
          "UNEXPECTED_INPUT_TYPE",
          "width_bucket",
          args,
          `The second parameter requires the "${sqlName(typeOf(args[0]!))}" type, however "${sqlText(args[1]!)}" has the type "${sqlName(typeOf(args[1]!))}".`,
        );
      return widthBucket.resolve(args, context);
    },
  },
  define("e", "", [], DoubleType, { doc: "Euler's number.", example: "e()", nullable: false, label: "E" }),
  define("pi", "", [], DoubleType, { doc: "Pi.", example: "pi()", nullable: false, label: "PI" }),
  {
    ...define("nanvl", "expr1, expr2", [double, double], DoubleType, {
      doc: "The first, or the second where that is NaN.",
      example: "nanvl(cast('NaN' as double), 123)",
    }),
    resolve: (args, context) => {
      const type = args.every(each => typeOf(each).kind === "float") ? typeOf(args[0]!) : DoubleType;
      return define("nanvl", "expr1, expr2", [type === DoubleType ? double : any], type, { doc: "" }).resolve(
        args,
        context,
      );
    },
  },
  define("isnan", "expr", [oneOf(["DOUBLE", "FLOAT"], ["double", "float"], DoubleType)], BooleanType, {
    doc: "Whether it is NaN.",
    example: "isnan(cast('NaN' as double))",
    nullable: false,
  }),
  shortFor("zeroifnull", "expr", "0 where it is NULL.", "zeroifnull(NULL)", argument =>
    unresolvedFunction("coalesce", [argument!, zero]),
  ),
  shortFor("nullifzero", "expr", "NULL where it is 0.", "nullifzero(0)", argument =>
    unresolvedFunction("if", [
      unresolvedFunction("=", [argument!, zero]),
      literal(null, { kind: "void" }),
      argument!,
    ]),
  ),
  shortFor(
    "equal_null",
    "expr1, expr2",
    "Whether both are equal, two NULLs too.",
    "equal_null(3, 3)",
    (...args) => unresolvedFunction("<=>", args),
  ),
];
