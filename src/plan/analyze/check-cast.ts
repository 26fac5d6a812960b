import { type DataType, sameType, sqlName, type TypeKind } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { timeUnsupported } from "../functions/datetime-parameters.js";

const integral: readonly TypeKind[] = ["byte", "short", "integer", "long"];
const exact: readonly TypeKind[] = [...integral, "decimal"];
const numeric: readonly TypeKind[] = [...exact, "float", "double"];
const intervals: readonly TypeKind[] = ["daytime", "yearmonth"];
const inVariants: readonly TypeKind[] = [
  ...numeric,
  "boolean",
  "string",
  "binary",
  "date",
  "timestamp",
  "timestamp_ntz",
];

/** What each type may be cast from under ANSI, beside itself and NULL (https://spark.apache.org/docs/latest/sql-ref-ansi-compliance.html#cast). */
const sources: { readonly [K in TypeKind]?: readonly TypeKind[] } = {
  ...Object.fromEntries(
    [...integral, "decimal"].map(kind => [
      kind,
      [...numeric, "string", "boolean", "timestamp", "time", ...intervals],
    ]),
  ),
  ...Object.fromEntries(
    ["float", "double"].map(kind => [kind, [...numeric, "string", "boolean", "timestamp"]]),
  ),
  boolean: [...numeric, "string"],
  binary: ["string"],
  date: ["string", "timestamp", "timestamp_ntz"],
  timestamp: [...numeric, "string", "date", "timestamp_ntz"],
  timestamp_ntz: ["string", "date", "timestamp"],
  time: ["string", "time"],
  daytime: [...exact, "string", "daytime"],
  yearmonth: [...exact, "string", "yearmonth"],
  interval: ["string"],
  variant: inVariants,
};

/** What may be cast without ANSI alone. */
const legacySources: { readonly [K in TypeKind]?: readonly TypeKind[] } = {
  ...Object.fromEntries(numeric.map(kind => [kind, ["date"]])),
  boolean: ["date", "timestamp"],
  binary: integral,
  timestamp: ["boolean"],
};

/** @throws AnalysisException DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION (and other suggestions) where Spark has no such cast */
export function checkCast(child: Expression, to: DataType, ansi = true, tolerant = false): void {
  const from = typeOf(child);
  if (to.kind === "time" && from.kind !== "time") throw timeUnsupported();
  if (canCast(from, to, ansi, tolerant)) return;
  const [given, wanted] = [`"${sqlName(from)}"`, `"${sqlName(to)}"`];
  const [errorClass, why] = suggestion(from, to, ansi, tolerant);
  const text = `${tolerant ? "TRY_CAST" : "CAST"}(${sqlText(child)} AS ${sqlName(to)})`;
  throw new AnalysisException(
    `DATATYPE_MISMATCH.${errorClass}`,
    `Cannot resolve "${isNested(to) ? sqlText(child) : text}" due to data type mismatch: cannot cast ${given} to ${wanted}${why}`,
    "42K09",
  );
}

function suggestion(
  from: DataType,
  to: DataType,
  ansi: boolean,
  tolerant: boolean,
): [errorClass: string, why: string] {
  const [given, wanted] = [`"${sqlName(from)}"`, `"${sqlName(to)}"`];
  const instead =
    from.kind === "date" && numeric.includes(to.kind)
      ? "UNIX_DATE"
      : to.kind === "date" && numeric.includes(from.kind)
        ? "DATE_FROM_UNIX_DATE"
        : undefined;
  if (instead && (ansi || tolerant))
    return [
      "CAST_WITH_FUNC_SUGGESTION",
      `.\nTo convert values from ${given} to ${wanted}, you can use the functions \`${instead}\` instead.`,
    ];
  if (ansi && !tolerant && canCast(from, to, false))
    return [
      "CAST_WITH_CONF_SUGGESTION",
      ` with ANSI mode on.\nIf you have to cast ${given} to ${wanted}, you can set "spark.sql.ansi.enabled" as 'false'.`,
    ];
  return ["CAST_WITHOUT_SUGGESTION", "."];
}

/** Whether there is such a cast; `tolerant`: `try_cast`. */
function canCast(from: DataType, to: DataType, ansi: boolean, tolerant = false): boolean {
  if (sameType(from, to) || from.kind === "void") return true;
  if (to.kind === "string") return true;
  if (from.kind === "variant") return to.kind !== "void" && to.kind !== "interval";
  if (from.kind === "array" && to.kind === "array")
    return (
      canCast(from.elementType, to.elementType, ansi, tolerant) && !(from.containsNull && !to.containsNull)
    );
  if (from.kind === "map" && to.kind === "map")
    return (
      canCast(from.keyType, to.keyType, ansi, tolerant) &&
      canCast(from.valueType, to.valueType, ansi, tolerant) &&
      // A key that cannot be cast would be NULL.
      !(
        (tolerant || !ansi) &&
        from.keyType.kind === "string" &&
        !["string", "binary"].includes(to.keyType.kind)
      )
    );
  if (from.kind === "struct" && to.kind === "struct")
    return (
      from.fields.length === to.fields.length &&
      from.fields.every((field, i) => {
        const target = to.fields[i]!;
        return (
          canCast(field.dataType, target.dataType, ansi, tolerant) && !(field.nullable && !target.nullable)
        );
      })
    );
  if (sources[to.kind]?.includes(from.kind)) return true;
  return !ansi && !tolerant && (legacySources[to.kind]?.includes(from.kind) ?? false);
}

function isNested({ kind }: DataType): boolean {
  return kind === "array" || kind === "map" || kind === "struct";
}
