/** JSON as Spark prints it: indented by two, with a space on both sides of the colon. */
function sparkJson(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return value.length === 0 ? "[ ]" : `[ ${value.map(item => sparkJson(item, indent)).join(", ")} ]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{ }";
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)} : ${sparkJson(item, inner)}`).join(",\n")}\n${indent}}`;
}

/** What has Spark's JSON forms, and is shown as the pretty one. */
export abstract class JsonForm {
  get json(): string {
    return JSON.stringify(this);
  }

  get prettyJson(): string {
    return sparkJson(this);
  }

  toString(): string {
    return this.prettyJson;
  }
}
