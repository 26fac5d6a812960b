import { equal } from "./comparison.js";
import { inline, type Kernel, loose, strict } from "./kernel.js";

/** Three-valued: the deciding value wins over NULL, and what cannot decide any more is not computed. */
function connective(deciding: boolean): Kernel {
  return inline(([a, b], temporary) => {
    const [x, y] = [temporary(), temporary()];
    return `(${x}=${a})===${deciding}?${deciding}:(${y}=${b})===${deciding}?${deciding}:${x}===null||${y}===null?null:${!deciding}`;
  });
}

const same = equal as Extract<typeof equal, { kind: "strict" }>;

export const logic: Readonly<Record<string, Kernel>> = {
  and: connective(false),
  or: connective(true),
  not: strict(() => (a: boolean) => !a),
  identity: inline(([a]) => a!),
  if: inline(([condition, yes, no]) => `(${condition})===true?(${yes}):(${no})`),
  case_when: inline(args => {
    let code = args.length % 2 ? `(${args.at(-1)})` : "null";
    for (let i = args.length - (args.length % 2) - 2; i >= 0; i -= 2)
      code = `(${args[i]})===true?(${args[i + 1]}):${code}`;
    return code;
  }),
  coalesce: inline((args, temporary) => {
    const x = temporary();
    return args
      .map((each, i) => (i === args.length - 1 ? `(${each})` : `(${x}=${each})!==null?${x}:`))
      .join("");
  }),
  nvl2: inline(([a, yes, no]) => `(${a})!==null?(${yes}):(${no})`),
  nullif: loose((types, result, context) => {
    const equals = same.make([types[1]!, types[2]!], result, context);
    return (value, a, b) => (a !== null && b !== null && equals(a, b) === true ? null : value);
  }),
  in: loose((types, result, context) => {
    const equals = same.make([types[0]!, types[0]!], result, context);
    return (value, ...list) => {
      if (value === null) return null;
      let unknown = false;
      for (const each of list) {
        if (each === null) unknown = true;
        else if (equals(value, each) === true) return true;
      }
      return unknown ? null : false;
    };
  }),
};
