import { JsonCursor, MalformedJson } from "./json-cursor.js";

/** A number as it stands in the text, so that no digit is lost. */
export interface JsonNumber {
  readonly digits: string;
}

/** JSON in memory: objects are maps in the order written, the last of a name given twice. */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

/** The JSON of a text; undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const cursor = new JsonCursor(text);
    const json = read(cursor);
    return cursor.isAtEnd ? json : undefined;
  } catch (error) {
    if (error instanceof MalformedJson || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The JSON that a text begins with, whatever follows; null for blank text, undefined when it is none. */
export function parseFirstJson(text: string): Json | undefined {
  try {
    const cursor = new JsonCursor(text);
    return cursor.isAtEnd ? null : read(cursor);
  } catch (error) {
    if (error instanceof MalformedJson || error instanceof RangeError) return undefined;
    throw error;
  }
}

function read(cursor: JsonCursor): Json {
  const token = cursor.peek();
  switch (token) {
    case "object": {
      const members = new Map<string, Json>();
      cursor.object(name => members.set(name, read(cursor)));
      return members;
    }
    case "array": {
      const items: Json[] = [];
      cursor.array(() => items.push(read(cursor)));
      return items;
    }
    case "string":
      return cursor.string();
    case "number":
      return { digits: cursor.number() };
    default:
      cursor.word(token);
      return token === "null" ? null : token === "true";
  }
}

export function isNumber(json: Json): json is JsonNumber {
  return typeof json === "object" && json !== null && "digits" in json;
}

/** JSON as text without spaces. */
export function jsonText(json: Json): string {
  if (json === null || typeof json === "boolean") return String(json);
  if (typeof json === "string") return JSON.stringify(json);
  if (isNumber(json)) return json.digits;
  if (Array.isArray(json)) return `[${json.map(jsonText).join(",")}]`;
  const members = [...(json as ReadonlyMap<string, Json>)];
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${jsonText(value)}`).join(",")}}`;
}

/** A step of a path: a member by name, an element by index, or all of them. */
export type PathStep = { readonly name: string } | { readonly index: number } | "*";

/** The steps of `$.a[0]['b'][*]`; undefined when the text is no path. */
export function parseJsonPath(path: string): PathStep[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: PathStep[] = [];
  const form = /\.(?:(\*)|([^.[\]]+))|\[(?:(\d+)|(\*)|'([^']*)'|"([^"]*)")\]/y;
  form.lastIndex = 1;
  while (form.lastIndex < path.length) {
    const match = form.exec(path);
    if (!match) return undefined;
    const [, anyMember, member, index, anyElement, quoted, doubled] = match;
    if (anyMember || anyElement) steps.push("*");
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: (member ?? quoted ?? doubled)! });
  }
  return steps;
}

/** What a path leads to; several where it has a star. */
export function jsonAt(json: Json, steps: readonly PathStep[]): Json[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [json];
  if (step === "*") {
    if (!Array.isArray(json)) return [];
    return json.flatMap(item => jsonAt(item, rest));
  }
  if ("index" in step)
    return Array.isArray(json) && step.index < json.length ? jsonAt(json[step.index]!, rest) : [];
  // A name beside an array means it in each of its objects, as Hive had it.
  if (Array.isArray(json)) return json.flatMap(item => (item instanceof Map ? jsonAt(item, steps) : []));
  if (!(json instanceof Map)) return [];
  const found = json.get(step.name);
  return found === undefined ? [] : jsonAt(found, rest);
}
