import type { Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { equal } from "./comparison.js";
import { type Kernel, loose, strict } from "./kernel.js";

const same = equal as Extract<typeof equal, { kind: "strict" }>;

export const extract: Readonly<Record<string, Kernel>> = {
  get_struct_field: strict(() => (row: readonly Value[], _name: string, ordinal: number) => row[ordinal]!),
  get_array_struct_fields: strict(
    () => (rows: readonly (readonly Value[] | null)[], ordinal: number) =>
      rows.map(row => (row === null ? null : row[ordinal]!)),
  ),
  get_item: strict(([container], result, context) => {
    if (container!.kind === "map") {
      const equals = same.make([container.keyType, container.keyType], result, context);
      return (entries: readonly [Value, Value][], key: Value) =>
        entries.find(([each]) => equals(each, key) === true)?.[1] ?? null;
    }
    return (items: readonly Value[], index: bigint) => {
      const item = items[Number(index)];
      if (item !== undefined) return item;
      if (!context.ansi) return null;
      throw new SparkError(
        "INVALID_ARRAY_INDEX",
        `The index ${index} is out of bounds. The array has ${items.length} elements. Use the SQL function \`get()\` to tolerate accessing element at invalid index and return NULL instead.`,
        "22003",
      );
    };
  }),
  window_time: strict(() => (window: readonly Value[]) => (window[1] as bigint) - 1n),
  struct_of: loose(
    () =>
      (...values: Value[]) =>
        values,
  ),
  in_subquery: loose(([type], result, context) => {
    const equals = same.make([type!, type!], result, context);
    return (value: Value, list: readonly Value[]) => {
      if (list.length === 0) return false;
      if (value === null) return null;
      let unknown = false;
      for (const each of list) {
        if (each === null) unknown = true;
        else if (equals(value, each) === true) return true;
      }
      return unknown ? null : false;
    };
  }),
  grouping_bit: strict(() => (id: bigint, position: number) => Number((id >> BigInt(position)) & 1n)),
  grouping_bits: strict(
    () =>
      (id: bigint, ...positions: number[]) =>
        positions.reduce((bits, position) => (bits << 1n) | ((id >> BigInt(position)) & 1n), 0n),
  ),
};
