import { arithmetic } from "./arithmetic.js";
import { comparison } from "./comparison.js";
import { extract } from "./extract.js";
import type { Kernel } from "./kernel.js";
import { logic } from "./logic.js";
import { string } from "./string.js";

/** The code of every function of the plan's table, by name. */
export const kernels: Readonly<Record<string, Kernel>> = {
  ...comparison,
  ...logic,
  ...extract,
  ...arithmetic,
  ...string,
};
