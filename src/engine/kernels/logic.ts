import { inline, type Kernel, strict } from "./kernel.js";

/** Three-valued: the deciding value wins over NULL, and what cannot decide any more is not computed. */
function connective(deciding: boolean): Kernel {
  return inline(([a, b], temporary) => {
    const [x, y] = [temporary(), temporary()];
    return `(${x}=${a})===${deciding}?${deciding}:(${y}=${b})===${deciding}?${deciding}:${x}===null||${y}===null?null:${!deciding}`;
  });
}

export const logic: Readonly<Record<string, Kernel>> = {
  and: connective(false),
  or: connective(true),
  not: strict(() => (a: boolean) => !a),
};
