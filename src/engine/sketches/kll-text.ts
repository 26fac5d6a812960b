import { javaDouble, javaFloat } from "../../types/display/java-number.js";
import { type Kll, type KllItem, type KllType, LEAST_CAPACITY, retained, totalCapacity } from "./kll.js";

const names: Record<KllType, string> = { bigint: "Longs", float: "Floats", double: "Doubles" };
const sizes: Record<KllType, number> = { bigint: 8, float: 4, double: 8 };

/** A sketch's figures as DataSketches' `toString` lays them out. Sizes are those its own form would have. */
export function kllText(type: KllType, sketch: Kll): string {
  const { k, n, levels } = sketch;
  const [items, capacity, size] = [retained(sketch), totalCapacity(sketch), sizes[type]];
  const compact = n === 0 ? 8 : n === 1 ? 8 + size : 20 + 4 * levels.length + (items + 2) * size;
  const figures: readonly (readonly [label: string, value: unknown])[] = [
    ["K", k],
    ["Dynamic min K", k],
    ["M", LEAST_CAPACITY],
    ["N", n],
    ["Epsilon", percent(2.296 / k ** 0.9723)],
    ["Epsilon PMF", percent(2.446 / k ** 0.9433)],
    ["Empty", n === 0],
    ["Estimation Mode", levels.length > 1],
    ["Levels", levels.length],
    ["Level 0 Sorted", false],
    ["Capacity Items", capacity],
    ["Retained Items", items],
    ["Free Space", capacity - items],
    ["ReadOnly", false],
    ["Updatable Storage Bytes", 20 + 4 * (levels.length + 1) + (capacity + 2) * size],
    ["Compact Storage Bytes", compact],
    ["Min Item", itemText(type, sketch.least)],
    ["Max Item", itemText(type, sketch.greatest)],
  ];
  const lines = figures.map(([label, value]) => `   ${label.padEnd(23)}: ${value}`);
  return ["", `### KllKll${names[type]}Sketch Summary:`, ...lines, "### End sketch summary", ""].join("\n");
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function itemText(type: KllType, item: KllItem | null): string {
  if (item === null) return "NaN";
  if (type === "bigint") return String(item);
  return type === "float" ? javaFloat(Number(item)) : javaDouble(Number(item));
}
