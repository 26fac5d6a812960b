/** A part of the earth, in degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** v2's boxes are less than 25 miles wide and high; the rest is for rounding. */
const largestSide = 24.9;
/** Of the equator, where the earth is thickest: sides come out too long rather than too short. */
const milesPerDegree = (3963.2 * Math.PI) / 180;

/** How many tiles `tilesOf` makes. */
export function tileCount(box: Box): number {
  const { rows, columns } = grid(box);
  return rows * columns;
}

/** The box in tiles that v2 takes, from south-west to north-east. */
export function tilesOf(box: Box): Box[] {
  const { rows, columns } = grid(box);
  const latitude = (row: number) => box.south + ((box.north - box.south) * row) / rows;
  const longitude = (column: number) => box.west + ((box.east - box.west) * column) / columns;
  return Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return {
      west: longitude(column),
      south: latitude(row),
      east: longitude(column + 1),
      north: latitude(row + 1),
    };
  });
}

export function containsPoint(box: Box, longitude: number, latitude: number): boolean {
  return box.west <= longitude && longitude <= box.east && box.south <= latitude && latitude <= box.north;
}

function grid({ west, south, east, north }: Box): { rows: number; columns: number } {
  // A degree of longitude is longest where the box is nearest to the equator.
  const nearest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  const width = (east - west) * milesPerDegree * Math.cos((nearest * Math.PI) / 180);
  const height = (north - south) * milesPerDegree;
  return {
    rows: Math.max(1, Math.ceil(height / largestSide)),
    columns: Math.max(1, Math.ceil(width / largestSide)),
  };
}
