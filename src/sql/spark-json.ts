/** A number as it is to be written: `1.0`, or of more digits than JavaScript's numbers have. */
export class NumberText {
  constructor(readonly text: string) {}
}

/** JSON in a line. */
function compactJson(value: unknown): string {
  if (value instanceof NumberText) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(compactJson).join(",")}]`;
  return `{${present(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${compactJson(item)}`)
    .join(",")}}`;
}

/** JSON as Spark prints it: indented by two, with a space on both sides of the colon. */
function prettyJson(value: unknown, indent = ""): string {
  if (value instanceof NumberText || typeof value !== "object" || value === null) return compactJson(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return value.length === 0 ? "[ ]" : `[ ${value.map(item => prettyJson(item, indent)).join(", ")} ]`;
  const entries = present(value);
  if (entries.length === 0) return "{ }";
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)} : ${prettyJson(item, inner)}`).join(",\n")}\n${indent}}`;
}

function present(value: object): [string, unknown][] {
  const plain = value instanceof JsonForm ? value.jsonValue() : value;
  return Object.entries(plain).filter(([, item]) => item !== undefined);
}

/** What has Spark's JSON forms, and is shown as the pretty one. */
export abstract class JsonForm {
  get json(): string {
    return compactJson(this);
  }

  get prettyJson(): string {
    return prettyJson(this);
  }

  toString(): string {
    return this.prettyJson;
  }

  /** @internal The fields to write, where they are not those of the object. */
  jsonValue(): object {
    return { ...this };
  }
}
