import { type Column, col } from "./column.js";

/** The column of a name: `` $`key` `` or `$("key")`. */
export function $(name: string | TemplateStringsArray, ...parts: readonly unknown[]): Column {
  return col(typeof name === "string" ? name : String.raw({ raw: name.raw }, ...parts));
}
