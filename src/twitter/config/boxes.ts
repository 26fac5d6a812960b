import { UserError } from "../../util/errors.js";
import type { Box } from "../rules/box.js";

/**
 * Boxes from `west,south,east,north` each, in degrees.
 * @throws UserError when the count, a number or the order of the corners is wrong
 */
export function readBoxes(numbers: readonly string[]): Box[] {
  if (numbers.length % 4 !== 0)
    throw new UserError(
      `track.locations: ${numbers.length} numbers are no boxes; each takes four: west, south, east, north.`,
    );
  const degrees = numbers.map(each => {
    if (each === "" || !Number.isFinite(Number(each)))
      throw new UserError(`track.locations: "${each}" is no number of degrees, such as -122.75.`);
    return Number(each);
  });
  return Array.from({ length: degrees.length / 4 }, (_, i) => {
    const [west, south, east, north] = degrees.slice(i * 4, i * 4 + 4) as [number, number, number, number];
    const wrong =
      Math.max(Math.abs(west), Math.abs(east)) > 180
        ? "a longitude is -180 to 180"
        : Math.max(Math.abs(south), Math.abs(north)) > 90
          ? "a latitude is -90 to 90"
          : west >= east || south >= north
            ? "the south-west corner comes first"
            : undefined;
    if (wrong)
      throw new UserError(
        `track.locations: ${[west, south, east, north].join(",")} is no box (${wrong}): it takes west, south, east, north.`,
      );
    return { west, south, east, north };
  });
}
