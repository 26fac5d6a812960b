import {
  BinaryType,
  BooleanType,
  type DataType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  sqlName,
  TimestampType,
  type TypeKind,
  VoidType,
} from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, implicitCast, isNumeric, mismatch, ordinal } from "./coercion.js";

/** What a parameter takes: `fit` answers the argument, cast where it may be, or undefined when it does not fit. */
export interface ParameterType {
  /** As error messages name it, quotes and parentheses included: `"STRING"`, `("STRING" or "BINARY")`. */
  readonly sql: string;
  readonly fit: (argument: Expression, ansi: boolean) => Expression | undefined;
}

/** Takes one type, and what casts to it implicitly. */
export function exactly(type: DataType): ParameterType {
  return { sql: `"${sqlName(type)}"`, fit: (argument, ansi) => implicitCast(argument, type, ansi) };
}

/** Takes any of some kinds as they are, else what casts implicitly to the first type that takes it. */
export function oneOf(
  sqlNames: readonly string[],
  kinds: readonly TypeKind[],
  ...fallbacks: DataType[]
): ParameterType {
  const sql = sqlNames.map(name => `"${name}"`).join(" or ");
  return {
    sql: sqlNames.length > 1 ? `(${sql})` : sql,
    fit: (argument, ansi) => {
      const { kind } = typeOf(argument);
      if (kinds.includes(kind)) return argument;
      if (kind === "void") return castTo(argument, fallbacks[0] ?? VoidType);
      for (const type of fallbacks) {
        const fitted = implicitCast(argument, type, ansi);
        if (fitted) return fitted;
      }
      return undefined;
    },
  };
}

export const any: ParameterType = { sql: '"ANY"', fit: argument => argument };
export const string = exactly(StringType);
export const binary = exactly(BinaryType);
export const boolean = exactly(BooleanType);
export const int = exactly(IntegerType);
export const long = exactly(LongType);
export const double = exactly(DoubleType);
export const timestamp = exactly(TimestampType);
export const stringOrBinary = oneOf(["STRING", "BINARY"], ["string", "binary"], StringType);
export const integral = oneOf(["INTEGRAL"], ["byte", "short", "integer", "long"], LongType);
export const numeric: ParameterType = {
  sql: '"NUMERIC"',
  fit: (argument, ansi) => {
    const type = typeOf(argument);
    if (isNumeric(type)) return argument;
    return type.kind === "void" || type.kind === "string"
      ? implicitCast(argument, DoubleType, ansi)
      : undefined;
  },
};
export const array: ParameterType = { sql: '"ARRAY"', fit: ofKind("array") };
export const map: ParameterType = { sql: '"MAP"', fit: ofKind("map") };

function ofKind(kind: TypeKind): ParameterType["fit"] {
  return argument =>
    typeOf(argument).kind === kind || typeOf(argument).kind === "void" ? argument : undefined;
}

/** The arguments as the parameters take them. @throws SparkError DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE */
export function fitArguments(
  name: string,
  args: readonly Expression[],
  parameters: readonly ParameterType[],
  ansi: boolean,
): Expression[] {
  return args.map((argument, i) => {
    // The last parameter of a function with any number of arguments takes the rest.
    const parameter = parameters[Math.min(i, parameters.length - 1)]!;
    const fitted = parameter.fit(argument, ansi);
    if (fitted) return fitted;
    throw mismatch(
      "UNEXPECTED_INPUT_TYPE",
      name,
      args,
      `The ${ordinal(i)} parameter requires the ${parameter.sql} type, however "${sqlText(argument)}" has the type "${sqlName(typeOf(argument))}".`,
    );
  });
}
