import type { SchemaElement, SchemaTree } from "hyparquet";
import { fitsPrecision, rescale } from "../../../types/decimal-value.js";
import type { DataType, Value } from "../../../types/index.js";
import { isMap, listElement } from "./spark-types.js";

/** Makes a value of what the library has read of a column. */
export type ReadValue = (raw: unknown) => Value;

/** A column of a type that its file's cannot be read as: which, and what the file has. */
export class TypeMismatch extends Error {
  constructor(
    readonly type: DataType,
    readonly physical: string,
  ) {
    super(`a ${physical} cannot be read as ${type.kind}`);
  }
}

/** The reader of a column as a type: its own, or a wider one. @throws TypeMismatch */
export function valueReader(node: SchemaTree, type: DataType): ReadValue {
  const read = nestedReader(node, type) ?? leafReader(node.element, type);
  if (!read) throw new TypeMismatch(type, node.element.type ?? "group");
  return raw => (raw === null || raw === undefined ? null : read(raw as never));
}

function nestedReader(node: SchemaTree, type: DataType): ((raw: never) => Value) | undefined {
  switch (type.kind) {
    case "array": {
      const element = listElement(node);
      if (!element) return undefined;
      const read = valueReader(element, type.elementType);
      return (raw: readonly unknown[]) => raw.map(read);
    }
    case "map": {
      if (!isMap(node)) return undefined;
      const [entry] = node.children as [SchemaTree];
      const [key, value] = entry.children as [SchemaTree, SchemaTree];
      const [readKey, readValue] = [valueReader(key, type.keyType), valueReader(value, type.valueType)];
      return (raw: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>) =>
        (raw[entry.element.name] ?? []).map((each): [Value, Value] => [
          readKey(each[key.element.name]),
          readValue(each[value.element.name]),
        ]);
    }
    case "struct": {
      if (node.element.type) return undefined;
      const fields = type.fields.map(field => {
        const child = childNamed(node, field.name);
        if (!child) return () => null;
        const read = valueReader(child, field.dataType);
        return (raw: Readonly<Record<string, unknown>>) => read(raw[child.element.name]);
      });
      return (raw: Readonly<Record<string, unknown>>) => fields.map(read => read(raw));
    }
    default:
      return undefined;
  }
}

/** A member by its name, in any case where no other has just that. */
export function childNamed({ children }: SchemaTree, name: string): SchemaTree | undefined {
  return (
    children.find(({ element }) => element.name === name) ??
    children.find(({ element }) => element.name.toLowerCase() === name.toLowerCase())
  );
}

const MICROS_A_DAY = 86_400_000_000n;

/** How each physical type is read; the types it stands for already have been seen to fit. */
function leafReader(element: SchemaElement, type: DataType): ((raw: never) => Value) | undefined {
  const isDecimal = element.converted_type === "DECIMAL" || element.logical_type?.type === "DECIMAL";
  if (isDecimal || (type.kind === "decimal" && element.type?.startsWith("INT")))
    return type.kind === "decimal" ? decimals(element, type) : undefined;
  const isDate = element.converted_type === "DATE" || element.logical_type?.type === "DATE";
  switch (element.type) {
    case "BOOLEAN":
      return type.kind === "boolean" ? (raw: boolean) => raw : undefined;
    case "INT32":
      if (isDate && type.kind === "timestamp_ntz") return (raw: number) => BigInt(raw) * MICROS_A_DAY;
      if (isDate !== (type.kind === "date")) return undefined;
      return {
        date: same,
        byte: (raw: number) => (raw << 24) >> 24,
        short: (raw: number) => (raw << 16) >> 16,
        integer: same,
        yearmonth: same,
        long: element.converted_type === "UINT_32" ? (raw: number) => BigInt(raw >>> 0) : BigInt,
        double: same,
      }[type.kind as string];
    case "INT64":
      if (type.kind === "timestamp" || type.kind === "timestamp_ntz") return instants(element);
      return isInstant(element) || (type.kind !== "long" && type.kind !== "daytime")
        ? undefined
        : (raw: bigint) => raw;
    case "INT96":
      return type.kind === "timestamp" || type.kind === "timestamp_ntz"
        ? (nanos: bigint) => floorDivide(nanos, 1000n)
        : undefined;
    case "FLOAT":
      return type.kind === "float" || type.kind === "double" ? same : undefined;
    case "DOUBLE":
      return type.kind === "double" ? same : undefined;
    default:
      if (type.kind === "string") return (raw: Uint8Array) => Buffer.from(raw).toString();
      return type.kind === "binary" ? (raw: Uint8Array) => Buffer.from(raw) : undefined;
  }
}

const same = (raw: number) => raw;

const isInstant = ({ converted_type, logical_type }: SchemaElement) =>
  converted_type?.startsWith("TIMESTAMP") === true || logical_type?.type === "TIMESTAMP";

function instants(element: SchemaElement): ((raw: bigint) => Value) | undefined {
  const { converted_type: converted, logical_type: logical } = element;
  const unit = logical?.type === "TIMESTAMP" ? logical.unit : converted?.replace("TIMESTAMP_", "");
  if (unit === "MICROS") return raw => raw;
  if (unit === "MILLIS") return raw => raw * 1000n;
  return unit === "NANOS" ? raw => floorDivide(raw, 1000n) : undefined;
}

const floorDivide = (a: bigint, b: bigint) => (a - (((a % b) + b) % b)) / b;

/** Unscaled numbers in whatever they are kept in, brought to the type's scale. */
function decimals(
  { scale = 0, converted_type }: SchemaElement,
  type: Extract<DataType, { kind: "decimal" }>,
): ((raw: number | bigint | Uint8Array) => Value) | undefined {
  if (type.scale < scale) return undefined;
  return raw => {
    const unscaled = raw instanceof Uint8Array ? bigEndian(raw) : BigInt(raw);
    const exact = converted_type === "UINT_64" ? BigInt.asUintN(64, unscaled) : unscaled;
    const value = rescale(exact, scale, type.scale);
    return value !== undefined && fitsPrecision(value, type.precision) ? value : null;
  };
}

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}
