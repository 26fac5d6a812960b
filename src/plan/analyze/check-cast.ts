import { type DataType, sameType, sqlName, type TypeKind } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";

const numeric: readonly TypeKind[] = ["byte", "short", "integer", "long", "float", "double"];
const integral = numeric.slice(0, 4);

/** What each type may be cast to under ANSI, beside itself and STRING (https://spark.apache.org/docs/latest/sql-ref-ansi-compliance.html#cast). */
const targets: { readonly [K in TypeKind]?: readonly TypeKind[] } = {
  boolean: numeric,
  byte: [...numeric, "boolean", "timestamp", "binary"],
  short: [...numeric, "boolean", "timestamp", "binary"],
  integer: [...numeric, "boolean", "timestamp", "binary"],
  long: [...numeric, "boolean", "timestamp", "binary"],
  float: [...numeric, "boolean", "timestamp"],
  double: [...numeric, "boolean", "timestamp"],
  string: [...numeric, "boolean", "binary", "date", "timestamp", "timestamp_ntz"],
  binary: [],
  date: ["timestamp", "timestamp_ntz"],
  timestamp: ["date", "timestamp_ntz", ...integral, "float", "double"],
  timestamp_ntz: ["date", "timestamp"],
};

/** @throws AnalysisException DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION where Spark has no such cast */
export function checkCast(child: Expression, to: DataType, _ansi: boolean, _tolerant: boolean): void {
  const from = typeOf(child);
  if (sameType(from, to) || from.kind === "void" || to.kind === "string") return;
  if (targets[from.kind]?.includes(to.kind)) return;
  throw new AnalysisException(
    "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION",
    `Cannot resolve "${sqlText(child)}" due to data type mismatch: cannot cast "${sqlName(from)}" to "${sqlName(to)}".`,
    "42K09",
  );
}
