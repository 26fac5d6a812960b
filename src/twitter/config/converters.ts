import { UserError } from "../../util/errors.js";
import type { Settings } from "./keys.js";

/** How texts and structs are written, as the worker's converters would. */
export interface Converters {
  readonly key: "string" | "json" | "json-envelope";
  /** Of `output.format=string`. */
  readonly text: "string" | "json" | "json-envelope";
  /** Of `output.format=structured`. */
  readonly struct: "json" | "json-envelope";
}

/**
 * Connect's JsonConverter writes its envelope unless `schemas.enable` is false. A struct is JSON whatever the converter, since
 * StringConverter would write Java's own form of it, which nothing reads.
 * @throws UserError for a converter of another kind
 */
export function readConverters(settings: Settings): {
  readonly converters: Converters;
  readonly warnings: readonly string[];
} {
  const { keyConverter, keySchemas, valueConverter, valueSchemas } = settings;
  const value = kindOf("value.converter", valueConverter);
  const struct = (valueSchemas ?? value === "json") ? "json-envelope" : "json";
  return {
    converters: {
      key: form(kindOf("key.converter", keyConverter), keySchemas),
      text: form(value, valueSchemas),
      struct,
    },
    warnings: [keyConverter, valueConverter].some(name => name?.endsWith("AvroConverter"))
      ? ["AvroConverter needs a Schema Registry; keys are written as text and structs as JSON instead"]
      : [],
  };
}

function kindOf(key: string, name: string | undefined): "string" | "json" {
  const kind = /(?:^|\.)(String|Json|Avro)Converter$/.exec(name ?? "StringConverter")?.[1];
  if (!kind)
    throw new UserError(`${key} cannot be ${name}: known are Connect's StringConverter and JsonConverter.`);
  return kind === "Json" ? "json" : "string";
}

function form(kind: "string" | "json", schemas: boolean | undefined): Converters["key"] {
  if (kind === "string") return "string";
  return schemas === false ? "json" : "json-envelope";
}
