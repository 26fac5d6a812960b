import type { DataType, Value } from "../../types/index.js";
import { sqlName } from "../../types/index.js";
import { addItem, type FrequentItems, noItems, packItems, topItems, unpackItems } from "../frequent-items.js";
import type { MakeAggregator } from "./aggregator.js";

function merge(type: DataType): (a: FrequentItems, b: FrequentItems) => FrequentItems {
  return (a, b) => {
    for (const [item, count] of b.counts.values()) addItem(a, item, count, type);
    a.nulls += b.nulls;
    a.tracked ||= b.tracked;
    return a;
  };
}

const sketch = (items: FrequentItems, type: DataType): Value => [
  packItems(items),
  items.tracked,
  null,
  `item ${sqlName(type)} NOT NULL`,
];

interface Top {
  items: FrequentItems;
  k: number;
}

const itemType = (type: DataType): DataType => (type.kind === "struct" ? type.fields[2]!.dataType : type);

/** Exact counts, within any error that a sketch would allow. */
export const topK: Readonly<Record<string, MakeAggregator>> = {
  approx_top_k: ([type]) => ({
    initial: (): Top => ({ items: noItems(), k: 0 }),
    update: (state: Top, item: Value, k: number) => {
      addItem(state.items, item, 1, type!);
      state.k = k;
      return state;
    },
    merge: (a: Top, b: Top): Top => ({ items: merge(type!)(a.items, b.items), k: a.k || b.k }),
    finish: ({ items, k }: Top) => topItems(items, k),
  }),
  approx_top_k_accumulate: ([type]) => ({
    initial: noItems,
    update: (state: FrequentItems, item: Value, tracked: number) => {
      state.tracked = tracked;
      return addItem(state, item, 1, type!);
    },
    merge: merge(type!),
    finish: (state: FrequentItems) => sketch(state, type!),
  }),
  approx_top_k_combine: ([type]) => {
    const item = itemType(type!);
    const join = merge(item);
    return {
      initial: noItems,
      update: (state: FrequentItems, given: readonly Value[] | null, tracked: number) => {
        if (given === null) return state;
        state.tracked = tracked > 0 ? tracked : (given[1] as number);
        return join(state, unpackItems(given[0] as Uint8Array, item));
      },
      merge: join,
      finish: (state: FrequentItems) => sketch(state, item),
    };
  },
};
