import { DecimalType, IntegerType, StringType, sqlName } from "../../types/index.js";
import { parseNumberFormat } from "../../types/number-format.js";
import { AnalysisException } from "../../util/errors.js";
import { unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { asDecimal, castTo, isNumeric, mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { oneOf, type ParameterType } from "./parameter.js";

/** @throws AnalysisException where the format is no constant */
function constantFormat(name: string, args: readonly Expression[]): string | undefined {
  const format = args[1]!;
  if (format.kind === "literal") return format.value === null ? undefined : String(format.value);
  throw mismatch(
    "NON_FOLDABLE_INPUT",
    name,
    args,
    `the input \`${format.kind === "attribute" ? "attributereference" : "format"}\` should be a foldable "STRING" expression; however, got "${sqlText(format)}".`,
  );
}

function numberReader(name: string, doc: string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `${name}(expr, fmt)`,
    doc,
    example: `${name}('12,454.8-', '99,999.9S')`,
    arity: [2, 2],
    parameters: ["expr", "fmt"],
    resolve: args => {
      const format = constantFormat(name, args);
      const { precision, scale } = parseNumberFormat(format ?? "9");
      return {
        args: [castTo(args[0]!, StringType), castTo(args[1]!, StringType)],
        type: DecimalType(precision, scale),
        nullable: true,
        sql: `${name}(${args.map(sqlText).join(", ")})`,
      };
    },
  };
}

/** `to_char` and `to_varchar`: of numbers, of dates and times, and of bytes. */
function writer(name: string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `${name}(expr, format)`,
    doc: "The number, date or timestamp as a format writes it; bytes as `base64`, `hex` or `utf-8`.",
    example: `${name}(454, '999')`,
    arity: [2, 2],
    parameters: ["expr", "format"],
    resolve: (args, context) => {
      const [value, format] = args as [Expression, Expression];
      const type = typeOf(value);
      if (["date", "timestamp", "timestamp_ntz"].includes(type.kind))
        return context.resolve(unresolvedFunction("date_format", args));
      if (type.kind === "binary") return ofBytes(name, value, format, context.resolve);
      const decimal =
        type.kind === "double" || type.kind === "float"
          ? DecimalType(30, 15)
          : type.kind === "string"
            ? DecimalType(38, 18)
            : (asDecimal(type) ?? (type.kind === "void" ? DecimalType() : undefined));
      if (!decimal)
        throw mismatch(
          "UNEXPECTED_INPUT_TYPE",
          "to_char",
          args,
          `The first parameter requires the "DECIMAL" type, however "${sqlText(value)}" has the type "${sqlName(type)}".`,
        );
      parseNumberFormat(constantFormat("to_char", args) ?? "9");
      return {
        args: [castTo(value, decimal), castTo(format, StringType)],
        type: StringType,
        kernel: "to_char",
        sql: `to_char(${args.map(sqlText).join(", ")})`,
      };
    },
  };
}

function ofBytes(
  name: string,
  value: Expression,
  format: Expression,
  resolve: (e: Expression) => Expression,
) {
  const text = format.kind === "literal" ? String(format.value).toLowerCase() : "";
  const calls: Readonly<Record<string, () => Expression>> = {
    base64: () => unresolvedFunction("base64", [value]),
    hex: () => unresolvedFunction("hex", [value]),
    "utf-8": () => unresolvedFunction("decode", [value, format]),
  };
  if (!Object.hasOwn(calls, text))
    throw new AnalysisException(
      "INVALID_PARAMETER_VALUE.BINARY_FORMAT",
      `The value of parameter(s) \`format\` in \`${name}\` is invalid: expects one of binary formats 'base64', 'hex', 'utf-8', but got '${text}'.`,
      "22023",
    );
  const call = resolve(calls[text]!());
  if (name === "to_char" || call.kind !== "functionCall") return call;
  // The other name stays on the call, without its format where there is none.
  const shown = text === "utf-8" ? [value, format] : [value];
  return { ...call, sql: `${name}(${shown.map(sqlText).join(", ")})` };
}

/** Numbers as they are: text is not read. */
const onlyNumbers: ParameterType = {
  sql: '"NUMERIC"',
  fit: argument => {
    const type = typeOf(argument);
    return isNumeric(type)
      ? argument
      : type.kind === "void"
        ? castTo(argument, { kind: "double" })
        : undefined;
  },
};

export const numberText: readonly FunctionRow[] = [
  numberReader("to_number", "The number that a text says by a format."),
  numberReader("try_to_number", "The number that a text says by a format; NULL where it does not match."),
  writer("to_char"),
  writer("to_varchar"),
  define(
    "format_number",
    "expr1, expr2",
    [onlyNumbers, oneOf(["INT", "STRING"], ["integer", "string"], IntegerType)],
    StringType,
    {
      doc: "The number with commas and digits behind the point, or by a pattern such as `#,##0.00`.",
      example: "format_number(12332.123456, 4)",
      nullable: true,
    },
  ),
];
