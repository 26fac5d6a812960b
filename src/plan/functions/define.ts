import type { DataType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { sqlText } from "../expressions/sql-text.js";
import type { FunctionKind, FunctionRow, ResolveContext } from "./function-row.js";
import { fitArguments, type ParameterType } from "./parameter.js";

interface Details {
  readonly doc: string;
  readonly example?: string;
  readonly kind?: FunctionKind;
  /** The kernel, where its name is another. */
  readonly kernel?: string;
  /** The name shown in column names, where it is another: Spark writes `ACOSH(1)`. */
  readonly label?: string;
  /** False: never NULL; true: may be NULL whatever the arguments; left out: where an argument is. */
  readonly nullable?: boolean;
  /** What stands in for parameters that were left out, from the last. */
  readonly defaults?: readonly Expression[];
}

/**
 * A function's row from its signature.
 * @param signature such as `"str, delim, count"`; `"str, len[, pad]"` with optional ones, `"col, ..."` with any number
 * @param parameters what each takes; the last one takes the rest of a `...`
 * @param returns the type, or what makes it from the fitted arguments
 */
export function define(
  name: string,
  signature: string,
  parameters: readonly ParameterType[],
  returns: DataType | ((args: readonly Expression[], context: ResolveContext) => DataType),
  details: Details,
): FunctionRow {
  const names: string[] = signature.match(/\w+|\.\.\./g) ?? [];
  const endless = names.includes("...");
  const optional = (signature.split("[").slice(1).join("").match(/\w+/g) ?? []).length;
  const most = endless ? Number.POSITIVE_INFINITY : names.length;
  const required = endless ? names.indexOf("...") : names.length - optional;
  const { kind = "scalar", kernel, label, nullable, defaults = [], ...texts } = details;
  return {
    name,
    kind,
    usage: `${name}(${signature})`,
    arity: [required, most],
    parameters: names.filter(each => each !== "..."),
    defaults,
    ...texts,
    resolve: (given, context) => {
      const missing = Math.max(0, names.length - given.length);
      const all = endless ? given : [...given, ...(missing ? defaults.slice(-missing) : [])];
      const args = fitArguments(name, all, parameters, context.ansi);
      return {
        args,
        type: typeof returns === "function" ? returns(args, context) : returns,
        ...(kernel ? { kernel } : {}),
        ...((label ?? kernel) ? { sql: `${label ?? name}(${args.map(sqlText).join(", ")})` } : {}),
        ...(nullable === undefined ? {} : { nullable }),
      };
    },
  };
}

/**
 * A function's row whose arguments' types depend on each other: it resolves them itself.
 * @param arity the least and the most arguments
 */
export const free = (
  name: string,
  signature: string,
  arity: FunctionRow["arity"],
  doc: string,
  resolve: FunctionRow["resolve"],
): FunctionRow => ({
  name,
  kind: "scalar",
  usage: `${name}(${signature})`,
  doc,
  arity,
  parameters: signature.match(/\w+/g) ?? [],
  resolve,
});

/** The same function under other names, each shown as it was called. */
export function withAliases(row: FunctionRow, ...aliases: readonly string[]): FunctionRow[] {
  return [
    row,
    ...aliases.map(name => ({
      ...row,
      name,
      usage: row.usage.replace(row.name, name),
      resolve: (args: readonly Expression[], context: ResolveContext) => {
        const call = row.resolve(args, context);
        if ("kind" in call) return call;
        return {
          ...call,
          kernel: call.kernel ?? row.name,
          sql: `${name}(${call.args.map(sqlText).join(", ")})`,
        };
      },
    })),
  ];
}
