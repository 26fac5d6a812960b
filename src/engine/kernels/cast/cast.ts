import { type DataType, sameType, type TypeKind, type Value } from "../../../types/index.js";
import type { SparkError } from "../../../util/errors.js";
import type { KernelContext } from "../kernel.js";
import type { CastFunction, CastMaker, CastMode } from "./cast-mode.js";
import { toBinary } from "./to-binary.js";
import { toBoolean } from "./to-boolean.js";
import { toDate, toTime, toTimestamp, toTimestampNtz } from "./to-datetime.js";
import { toDecimal } from "./to-decimal.js";
import { toFraction } from "./to-fraction.js";
import { toIntegral } from "./to-integral.js";
import { toCalendarInterval, toDayTime, toYearMonth } from "./to-interval.js";
import { toText } from "./to-text.js";
import { fromVariant, toVariant } from "./variant.js";

/** `tolerant`: `try_cast`, whose values that cannot be cast are NULL. */
export interface CastContext extends KernelContext {
  readonly tolerant: boolean;
}

/**
 * The code of `CAST(from AS to)` for values that are not NULL; analysis has seen to it that there is such a cast.
 * The code throws SparkError (CAST_INVALID_INPUT, CAST_OVERFLOW, NUMERIC_VALUE_OUT_OF_RANGE …).
 */
export function castKernel(from: DataType, to: DataType, context: CastContext): CastFunction {
  return makeCast(from, to, modeOf(context));
}

function modeOf({ timeZone, ansi, tolerant, now }: CastContext): CastMode {
  const refuse = (error: () => SparkError): null => {
    if (tolerant) return null;
    throw error();
  };
  return { timeZone, now, strict: ansi || tolerant, refuse, fail: ansi ? refuse : () => null };
}

const makers: { readonly [K in TypeKind]: CastMaker } = {
  void: () => () => null,
  boolean: toBoolean,
  byte: toIntegral,
  short: toIntegral,
  integer: toIntegral,
  long: toIntegral,
  float: toFraction,
  double: toFraction,
  decimal: toDecimal,
  string: toText,
  binary: toBinary,
  date: toDate,
  timestamp: toTimestamp,
  timestamp_ntz: toTimestampNtz,
  time: toTime,
  daytime: toDayTime,
  yearmonth: toYearMonth,
  interval: toCalendarInterval,
  variant: toVariant,
  array: toArray,
  map: toMap,
  struct: toStruct,
};

const makeCast: CastMaker = (from, to, mode) => {
  if (sameType(from, to)) return value => value;
  if (from.kind === "variant") return fromVariant(to, mode, makeCast);
  return makers[to.kind](from, to, mode);
};

function toArray(...[from, to, mode]: Parameters<CastMaker>): CastFunction {
  if (from.kind !== "array" || to.kind !== "array") return impossible(from, to);
  const element = orNull(makeCast(from.elementType, to.elementType, mode));
  return (items: readonly Value[]) => items.map(element);
}

function toMap(...[from, to, mode]: Parameters<CastMaker>): CastFunction {
  if (from.kind !== "map" || to.kind !== "map") return impossible(from, to);
  const key = orNull(makeCast(from.keyType, to.keyType, mode));
  const item = orNull(makeCast(from.valueType, to.valueType, mode));
  return (entries: readonly [Value, Value][]) => entries.map(([k, v]) => [key(k), item(v)] as const);
}

function toStruct(...[from, to, mode]: Parameters<CastMaker>): CastFunction {
  if (from.kind !== "struct" || to.kind !== "struct") return impossible(from, to);
  const fields = from.fields.map((field, i) =>
    orNull(makeCast(field.dataType, to.fields[i]!.dataType, mode)),
  );
  return (values: readonly Value[]) => fields.map((field, i) => field(values[i]!));
}

function impossible(from: DataType, to: DataType): CastFunction {
  // A literal NULL has no type of its own, and no value comes here.
  if (from.kind === "void") return () => null;
  throw new Error(`no cast of ${from.kind} to ${to.kind}`);
}

function orNull(convert: CastFunction): (value: Value) => Value {
  return value => (value === null ? null : convert(value));
}
