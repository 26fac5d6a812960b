import { sqlName, type VariantValue } from "../types/index.js";

/** What a variant holds: a type's name, or the members of an object, or the elements of an array. */
export type VariantShape =
  | string
  | { readonly members: ReadonlyMap<string, VariantShape> }
  | { readonly elements: VariantShape };

export function shapeOf({ type, value }: VariantValue): VariantShape {
  const items = value as readonly VariantValue[];
  if (type.kind === "array") return { elements: items.map(shapeOf).reduce(meetShapes, "VOID") };
  if (type.kind === "struct")
    return { members: new Map(type.fields.map((field, i) => [field.name, shapeOf(items[i]!)])) };
  return sqlName(type);
}

/** The shape that both fit: where nothing better does, VARIANT. */
export function meetShapes(a: VariantShape, b: VariantShape): VariantShape {
  if (a === "VOID" || a === b) return b;
  if (b === "VOID") return a;
  if (typeof a === "object" && typeof b === "object") {
    if ("elements" in a && "elements" in b) return { elements: meetShapes(a.elements, b.elements) };
    if ("members" in a && "members" in b) {
      const members = new Map(a.members);
      for (const [name, shape] of b.members)
        members.set(name, members.has(name) ? meetShapes(members.get(name)!, shape) : shape);
      return { members: new Map([...members].sort(([x], [y]) => (x < y ? -1 : 1))) };
    }
    return "VARIANT";
  }
  return typeof a === "string" && typeof b === "string" ? (meetNumbers(a, b) ?? "VARIANT") : "VARIANT";
}

function meetNumbers(a: string, b: string): string | undefined {
  const [x, y] = [digits(a), digits(b)];
  if (!x || !y) return [a, b].every(each => digits(each) || each === "DOUBLE") ? "DOUBLE" : undefined;
  const scale = Math.max(x[1], y[1]);
  const precision = Math.max(x[0] - x[1], y[0] - y[1]) + scale;
  return precision <= 38 ? `DECIMAL(${precision},${scale})` : "DOUBLE";
}

function digits(name: string): readonly [precision: number, scale: number] | undefined {
  if (name === "BIGINT") return [20, 0];
  const match = /^DECIMAL\((\d+),(\d+)\)$/.exec(name);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

export function shapeText(shape: VariantShape): string {
  if (typeof shape === "string") return shape;
  if ("elements" in shape) return `ARRAY<${shapeText(shape.elements)}>`;
  return `OBJECT<${[...shape.members].map(([name, each]) => `${name}: ${shapeText(each)}`).join(", ")}>`;
}

export const variantTypeName = (variant: VariantValue): string => shapeText(shapeOf(variant));
