import { inspect } from "node:util";
import { Row } from "../sql/row.js";

const maxLength = 20_000;
const maxRows = 100;

/** `name: Type = value`, as spark-shell answers a definition; undefined for what has no value. */
export function displayDefinition(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const table =
    Array.isArray(value) && value.every(each => each instanceof Row) && Row.table(value.slice(0, maxRows));
  if (table) {
    const more = value.length > maxRows ? `only the first ${maxRows} of ${value.length} rows\n` : "";
    return `${name}: Row[${value.length}] =\n${table}${more}`.trimEnd();
  }
  return `${name}: ${typeName(value)} = ${displayValue(value)}`;
}

/** The class, or the kind, of a value; a bigint is Spark's Long. */
function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "bigint") return "Long";
  if (typeof value === "function") return "Function";
  if (typeof value !== "object") return typeof value;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  // A bundler sets an underscore before a name it had to tell from another.
  return typeof name === "string" && name ? name.replace(/^_(?=[A-Z])/, "") : "Object";
}

/** A value in its own words where it has some, otherwise as Node shows it. */
function displayValue(value: unknown): string {
  const text = own(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

function own(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return String(value);
  // Its stack would be the shell's; :trace shows the user's part of the last one.
  if (hasOwnWords(value) || value instanceof Error) return String(value);
  if (Array.isArray(value) && value.length > 0 && value.every(hasOwnWords))
    return `Array(${value.map(String).join(", ")})`;
  // What the API's own objects hold is the session's.
  if (typeof value === "object" && value !== null && "session" in value) return typeName(value);
  return inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
}

/** Whether its class says how to write it, as DataFrame and StreamingQuery do and arrays, dates and errors do not. */
function hasOwnWords(value: unknown): boolean {
  if (typeof value !== "object" || value === null || inspect.custom in value) return false;
  const words = (value as { toString?: unknown }).toString;
  return typeof words === "function" && !builtins.has(words);
}

const builtins = new Set<unknown>([
  Object.prototype.toString,
  Array.prototype.toString,
  Date.prototype.toString,
  RegExp.prototype.toString,
  Error.prototype.toString,
  Object.getPrototypeOf(Uint8Array.prototype).toString,
  Buffer.prototype.toString,
  URLSearchParams.prototype.toString,
]);
