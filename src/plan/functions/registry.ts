import { aggregate } from "./aggregate.js";
import { arithmetic } from "./arithmetic.js";
import { bitwise } from "./bitwise.js";
import { castFunctions } from "./cast-functions.js";
import { collection } from "./collection.js";
import { comparison } from "./comparison.js";
import { concat } from "./concat.js";
import { csv } from "./csv.js";
import { datetime } from "./datetime.js";
import { encoding } from "./encoding.js";
import type { FunctionRow } from "./function-row.js";
import { generator } from "./generator.js";
import { hash } from "./hash.js";
import { higherOrder } from "./higher-order.js";
import { json } from "./json.js";
import { logic } from "./logic.js";
import { maps } from "./map.js";
import { math } from "./math.js";
import { numberText } from "./number-text.js";
import { random } from "./random.js";
import { regularExpression } from "./regular-expression.js";
import { rounding } from "./rounding.js";
import { session } from "./session.js";
import { sketchDistinct } from "./sketch-distinct.js";
import { sketchKll } from "./sketch-kll.js";
import { sqlKeywords } from "./sql-keywords.js";
import { statistics } from "./statistics.js";
import { string } from "./string.js";
import { structs } from "./struct.js";
import { timeWindow } from "./time-window.js";
import { topK } from "./top-k.js";
import { url } from "./url.js";
import { window } from "./window.js";
import { xml } from "./xml.js";

/** Every function, by family. */
const rows: readonly FunctionRow[] = [
  ...comparison,
  ...logic,
  ...arithmetic,
  ...string,
  ...url,
  ...xml,
  ...session,
  ...regularExpression,
  ...random,
  ...math,
  ...hash,
  ...encoding,
  ...concat,
  ...bitwise,
  ...aggregate,
  ...collection,
  ...maps,
  ...structs,
  ...higherOrder,
  ...generator,
  ...csv,
  ...json,
  ...timeWindow,
  ...statistics,
  ...topK,
  ...sketchDistinct,
  ...sketchKll,
  sqlKeywords,
  ...window,
  ...datetime,
  ...rounding,
  ...numberText,
  ...castFunctions,
];

const byName = new Map(rows.map(row => [row.name, row]));

export function findFunction(name: string): FunctionRow | undefined {
  return byName.get(name) ?? byName.get(name.toLowerCase());
}

export function functionNames(): readonly string[] {
  return rows.map(row => row.name);
}
