import { SparkError } from "../util/errors.js";
import { ArrayType } from "./array.js";
import {
  atomicKinds,
  atomicNames,
  BinaryType,
  ByteType,
  IntegerType,
  LongType,
  ShortType,
} from "./atomic.js";
import type { DataType } from "./data-type.js";
import { DecimalType } from "./decimal.js";
import { MapType } from "./map.js";
import { StructField, StructType } from "./struct.js";

const atomics: Readonly<Record<string, DataType>> = Object.freeze({
  ...Object.fromEntries(
    atomicKinds.flatMap(kind => {
      const type: DataType = Object.freeze({ kind });
      return [
        [atomicNames(kind).simpleString, type],
        [atomicNames(kind).typeName, type],
      ];
    }),
  ),
  byte: ByteType,
  short: ShortType,
  int: IntegerType,
  long: LongType,
  bytes: BinaryType,
  real: Object.freeze({ kind: "float" }),
  timestamp_ltz: Object.freeze({ kind: "timestamp" }),
});

/**
 * A type as Spark's DDL spells it: `STRING`, `decimal(10, 2)`, `ARRAY<STRUCT<a: INT>>`.
 * @throws SparkError `UNSUPPORTED_DATATYPE` or `PARSE_SYNTAX_ERROR`
 */
export function parseDataType(text: string): DataType {
  const parser = new DdlParser(text);
  const type = parser.type();
  parser.end();
  return type;
}

/**
 * A schema as DDL: `"k STRING, v BIGINT NOT NULL"`.
 * @throws SparkError as {@link parseDataType}
 */
export function parseSchema(text: string): StructType {
  const parser = new DdlParser(text);
  const fields = parser.fields("");
  parser.end();
  return new StructType(fields);
}

/** Recursive descent over the tokens of Spark's `colTypeList`. */
class DdlParser {
  private readonly tokens: string[];
  private next = 0;

  constructor(private readonly text: string) {
    this.tokens = text.match(/`(?:[^`]|``)+`|'(?:[^'\\]|\\.)*'|[\p{L}\p{N}_]+|[^\s]/gu) ?? [];
  }

  type(): DataType {
    const word = this.take();
    const name = word.toLowerCase();
    if (name === "array" && this.accept("<")) {
      const element = this.type();
      this.expect(">");
      return ArrayType(element);
    }
    if (name === "map" && this.accept("<")) {
      const key = this.type();
      this.expect(",");
      const value = this.type();
      this.expect(">");
      return MapType(key, value);
    }
    if (name === "struct" && this.accept("<")) {
      const fields = this.peek() === ">" ? [] : this.fields(">");
      this.expect(">");
      return new StructType(fields);
    }
    if (name === "decimal" || name === "dec" || name === "numeric") return this.decimal();
    const type = Object.hasOwn(atomics, name) ? atomics[name] : undefined;
    if (type) return type;
    if (!/^[\p{L}_]/u.test(word)) throw this.syntaxError(word);
    throw new SparkError("UNSUPPORTED_DATATYPE", `Unsupported data type "${word.toUpperCase()}".`, "0A000");
  }

  fields(until: string): StructField[] {
    const fields: StructField[] = [];
    do {
      const name = this.take();
      if (!/^[`\p{L}\p{N}_]/u.test(name)) throw this.syntaxError(name);
      this.accept(":");
      const type = this.type();
      const nullable = !this.acceptWord("not");
      if (!nullable && !this.acceptWord("null")) throw this.syntaxError(this.peek());
      if (this.acceptWord("comment")) this.take();
      fields.push(
        new StructField(
          name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name,
          type,
          nullable,
        ),
      );
    } while (this.accept(",") && this.peek() !== until);
    return fields;
  }

  end(): void {
    if (this.next < this.tokens.length) throw this.syntaxError(this.peek());
  }

  private decimal(): DataType {
    if (!this.accept("(")) return DecimalType();
    const precision = this.integer();
    const scale = this.accept(",") ? this.integer() : 0;
    this.expect(")");
    if (precision > 38)
      throw new SparkError(
        "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
        `Decimal precision ${precision} exceeds max precision 38.`,
        "22003",
      );
    return DecimalType(precision, scale);
  }

  private integer(): number {
    const word = this.take();
    if (!/^\d+$/.test(word)) throw this.syntaxError(word);
    return Number(word);
  }

  private peek(): string {
    return this.tokens[this.next] ?? "";
  }

  private take(): string {
    const token = this.tokens[this.next++];
    if (token === undefined) throw this.syntaxError("");
    return token;
  }

  private accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.next++;
    return true;
  }

  private acceptWord(word: string): boolean {
    return this.peek().toLowerCase() === word && this.accept(this.peek());
  }

  private expect(token: string): void {
    if (!this.accept(token)) throw this.syntaxError(this.peek());
  }

  private syntaxError(near: string): SparkError {
    const where = near === "" ? "end of input" : `'${near}'`;
    return new SparkError(
      "PARSE_SYNTAX_ERROR",
      `Syntax error at or near ${where} in the type "${this.text}".`,
      "42601",
    );
  }
}
