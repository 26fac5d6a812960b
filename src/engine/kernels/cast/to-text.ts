import { javaDecimal } from "../../../types/display/decimal.js";
import { toPrettyText } from "../../../types/display/text.js";
import type { DataType, Value } from "../../../types/index.js";
import type { CastFunction, CastMaker, CastMode } from "./cast-mode.js";

/** Casts to STRING: as a table shows the value, but for bytes, which are text, and a NULL within, which is `null`. */
export const toText: CastMaker = (from, _, mode) => textOf(from, mode);

function textOf(from: DataType, mode: CastMode): CastFunction {
  switch (from.kind) {
    case "string":
      return (text: string) => text;
    case "binary":
      return (bytes: Uint8Array) =>
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
    case "decimal":
      // Only ANSI writes all the zeros of small numbers out.
      if (mode.strict) break;
      return (unscaled: bigint) => javaDecimal(unscaled, from.scale);
    case "array": {
      const element = orNull(textOf(from.elementType, mode));
      return (items: readonly Value[]) => `[${items.map(element).join(", ")}]`;
    }
    case "map": {
      const [key, item] = [orNull(textOf(from.keyType, mode)), orNull(textOf(from.valueType, mode))];
      return (entries: readonly [Value, Value][]) =>
        `{${entries.map(([k, v]) => `${key(k)} -> ${item(v)}`).join(", ")}}`;
    }
    case "struct": {
      const fields = from.fields.map(field => orNull(textOf(field.dataType, mode)));
      return (values: readonly Value[]) => `{${fields.map((text, i) => text(values[i]!)).join(", ")}}`;
    }
  }
  return value => toPrettyText(value, from, mode.timeZone);
}

function orNull(text: CastFunction): (value: Value) => Value {
  return value => (value === null ? "null" : text(value));
}
