import { aes } from "./aes.js";
import { arithmetic } from "./arithmetic.js";
import { bitwise } from "./bitwise.js";
import { collection } from "./collection.js";
import { comparison } from "./comparison.js";
import { csv } from "./csv.js";
import { datetime } from "./datetime.js";
import { datetimeMake } from "./datetime-make.js";
import { datetimeText } from "./datetime-text.js";
import { datetimeUnits } from "./datetime-units.js";
import { distinctSketches } from "./distinct-sketches.js";
import { encoding } from "./encoding.js";
import { extract } from "./extract.js";
import { formatString } from "./format-string.js";
import { hash } from "./hash.js";
import { higherOrder } from "./higher-order.js";
import { json } from "./json.js";
import type { Kernel } from "./kernel.js";
import { kll } from "./kll.js";
import { logic } from "./logic.js";
import { math } from "./math.js";
import { numberText } from "./number-text.js";
import { random } from "./random.js";
import { regularExpression } from "./regular-expression.js";
import { rounding } from "./rounding.js";
import { sequence } from "./sequence.js";
import { session } from "./session.js";
import { string } from "./string.js";
import { topK } from "./top-k.js";
import { url } from "./url.js";
import { xml } from "./xml.js";

/** The code of every function of the plan's table, by name. */
export const kernels: Readonly<Record<string, Kernel>> = {
  ...comparison,
  ...logic,
  ...extract,
  ...collection,
  ...higherOrder,
  ...csv,
  ...json,
  ...sequence,
  ...arithmetic,
  ...string,
  ...url,
  ...topK,
  ...distinctSketches,
  ...kll,
  ...xml,
  ...session,
  ...regularExpression,
  ...random,
  ...math,
  ...hash,
  ...formatString,
  ...encoding,
  ...bitwise,
  ...aes,
  ...datetime,
  ...datetimeMake,
  ...datetimeText,
  ...datetimeUnits,
  ...rounding,
  ...numberText,
};
