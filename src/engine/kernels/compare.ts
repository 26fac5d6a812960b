import type { DataType, MapType, Value } from "../../types/index.js";

export type Comparator = (a: NonNullable<Value>, b: NonNullable<Value>) => number;

/** Spark's order of a type's values: NaN above all and equal to itself, text by code point, binary by unsigned byte. */
export function comparatorOf(type: Exclude<DataType, MapType>): Comparator {
  switch (type.kind) {
    case "float":
    case "double":
      return compareDoubles as Comparator;
    case "string":
      return compareText as Comparator;
    case "binary":
      return Buffer.compare as unknown as Comparator;
    case "array":
      return arrays(() => type.elementType);
    case "struct":
      return arrays(i => type.fields[i]!.dataType);
    default:
      return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  }
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** UTF-8 byte order, which is code point order: UTF-16 puts surrogates below U+E000–U+FFFF, so they are lifted above. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

function codePointRank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function arrays(elementType: (i: number) => DataType): Comparator {
  return (a, b) => {
    const [left, right] = [a as Value[], b as Value[]];
    const length = Math.min(left.length, right.length);
    for (let i = 0; i < length; i++) {
      const [x, y] = [left[i]!, right[i]!];
      if (x === null || y === null) {
        if (x !== y) return x === null ? -1 : 1;
        continue;
      }
      const order = comparatorOf(elementType(i) as Exclude<DataType, MapType>)(x, y);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  };
}
