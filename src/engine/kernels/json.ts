import { variantJson } from "../../types/display/text.js";
import { type DataType, sqlName, type Value, type VariantValue } from "../../types/index.js";
import { inferJson } from "../../types/json/infer-json.js";
import { jsonValueReader } from "../../types/json/json-rows.js";
import { type Json, jsonAt, jsonText, parseJson, parseJsonPath } from "../../types/json/json-tree.js";
import { toVariant, variantOf } from "../../types/json/json-variant.js";
import { jsonOf } from "../../types/json/json-writer.js";
import { temporalFormats } from "../../types/temporal-text.js";
import { AnalysisException, SparkError } from "../../util/errors.js";
import { variantTypeName } from "../variant-schema.js";
import { castKernel } from "./cast/cast.js";
import { type Kernel, type KernelContext, loose, strict } from "./kernel.js";
import { type Options, perOptions } from "./options.js";

const malformed = (text: string) =>
  new SparkError(
    "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
    `Malformed records are detected in record parsing: ${text}.\nParse Mode: FAILFAST. To process malformed records as null result, try setting the option 'mode' as 'PERMISSIVE'.`,
    "22023",
  );

/** An element of an array, a member of an object, of the same variant. */
function variantAt(variant: VariantValue, path: string): VariantValue | null {
  const steps = parseJsonPath(path);
  if (!steps)
    throw new SparkError(
      "INVALID_VARIANT_GET_PATH",
      `The path \`${path}\` is not a valid variant extraction path in \`variant_get\`.\nA valid path should start with \`$\` and is followed by zero or more segments like \`[123]\`, \`.name\`, \`['name']\`, or \`["name"]\`.`,
      "22023",
    );
  let at: VariantValue = variant;
  for (const step of steps) {
    if (step === "*") return null;
    const items = at.value as readonly VariantValue[];
    let next: VariantValue | undefined;
    if ("index" in step) next = at.type.kind === "array" ? items[step.index] : undefined;
    else if (at.type.kind === "struct")
      next = items[at.type.fields.findIndex(field => field.name === step.name)];
    if (!next) return null;
    at = next;
  }
  return at;
}

function variantGet(tolerant: boolean): Kernel {
  return strict((_, result, context) => (variant: VariantValue, path: string) => {
    const found = variantAt(variant, path);
    return found && variantAs(found, result, tolerant, context);
  });
}

/** A variant's value as a type. @throws SparkError INVALID_VARIANT_CAST */
function variantAs(variant: VariantValue, type: DataType, tolerant: boolean, context: KernelContext): Value {
  if (type.kind === "variant") return variant;
  if (variant.type.kind === "void") return null;
  const items = variant.value as readonly VariantValue[];
  if (type.kind === "string" && (variant.type.kind === "struct" || variant.type.kind === "array"))
    return variantJson(variant);
  if (type.kind === "array" && variant.type.kind === "array")
    return items.map(item => variantAs(item, type.elementType, tolerant, context));
  if (type.kind === "struct" && variant.type.kind === "struct") {
    const { fields } = variant.type;
    return type.fields.map(field => {
      const at = fields.findIndex(each => each.name === field.name);
      return at < 0 ? null : variantAs(items[at]!, field.dataType, tolerant, context);
    });
  }
  if (type.kind === "map" && variant.type.kind === "struct")
    return variant.type.fields.map((field, i) => [
      field.name,
      variantAs(items[i]!, type.valueType, tolerant, context),
    ]);
  try {
    return castKernel(variant.type, type, { ...context, tolerant: false })(variant.value);
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    if (tolerant) return null;
    throw new SparkError(
      "INVALID_VARIANT_CAST",
      `The variant value \`${variantJson(variant)}\` cannot be cast into \`${sqlName(type)}\`. Please use \`try_variant_get\` instead.`,
      "22023",
    );
  }
}

function parseVariant(tolerant: boolean): Kernel {
  return strict(() => (text: string) => {
    const parsed = parseJson(text);
    if (parsed !== undefined) return variantOf(parsed);
    if (tolerant) return null;
    throw malformed(text);
  });
}

export const json: Readonly<Record<string, Kernel>> = {
  from_json: strict((_, result, { timeZone }) => {
    const reader = perOptions(option => ({
      read: jsonValueReader(result, {
        timeZone,
        timestampFormat: option("timestampFormat"),
        dateFormat: option("dateFormat"),
      }),
      failFast: option("mode")?.toUpperCase() === "FAILFAST",
    }));
    const nulls = result.kind === "struct" ? result.fields.map(() => null) : null;
    return (text: string, entries: Options) => {
      const { read, failFast } = reader(entries);
      if (text.trim() === "") return null;
      const value = read(text);
      if (value === undefined && failFast) throw malformed(text);
      return value === undefined ? nulls : value;
    };
  }),
  to_json: strict(([type], _, { timeZone }) => {
    const options = perOptions(option => ({
      timeZone,
      ignoreNullFields: option("ignoreNullFields") !== "false",
      ...temporalFormats(option, timeZone),
    }));
    return (value: Value, entries: Options) => jsonOf(value, type!, options(entries));
  }),
  get_json_object: strict(() => (text: string, path: string) => {
    const steps = parseJsonPath(path);
    const parsed = steps && parseJson(text);
    if (!steps || parsed === undefined) return null;
    const found = jsonAt(parsed, steps).filter((each): each is Exclude<Json, null> => each !== null);
    if (found.length === 0) return null;
    const isStar = steps.includes("*");
    if (found.length === 1 && !isStar) return plain(found[0]!);
    return found.length === 1 ? jsonText(found[0]!) : jsonText(found);
  }),
  json_array_length: strict(() => (text: string) => {
    const parsed = parseJson(text);
    return Array.isArray(parsed) ? parsed.length : null;
  }),
  json_object_keys: strict(() => (text: string) => {
    const parsed = parseJson(text);
    return parsed instanceof Map ? [...parsed.keys()] : null;
  }),
  schema_of_json: strict(() => (text: string) => {
    // Spark takes numbers with leading zeros where an option says so.
    const parsed = parseJson(text) ?? parseJson(text.replace(/(?<=[[:,\s])0+(?=\d)/g, ""));
    if (parsed === undefined)
      throw new AnalysisException(
        "INVALID_JSON_SCHEMA",
        `Cannot infer a schema of the JSON text ${text}.`,
        "22023",
      );
    return sqlName(inferJson(parsed));
  }),
  parse_json: parseVariant(false),
  try_parse_json: parseVariant(true),
  is_variant_null: loose(
    () => (variant: VariantValue | null) => variant !== null && variant.type.kind === "void",
  ),
  variant_get: variantGet(false),
  try_variant_get: variantGet(true),
  variant_path: variantGet(false),
  schema_of_variant: strict(() => (variant: VariantValue) => variantTypeName(variant)),
  to_variant_object: strict(
    ([type]) =>
      (value: Value) =>
        toVariant(value, type!),
  ),
};

/** A text without its quotes; anything else as JSON. */
const plain = (value: Json): string => (typeof value === "string" ? value : jsonText(value));
