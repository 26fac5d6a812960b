import { UserError } from "../util/errors.js";
import type { DataType } from "./data-type.js";
import { scalaName, simpleString } from "./names.js";
import { treeString } from "./tree-string.js";
import { typeToJson } from "./type-json.js";
import { typeOfWord } from "./type-words.js";

/** A named column of a schema. */
export class StructField {
  constructor(
    readonly name: string,
    readonly dataType: DataType,
    readonly nullable: boolean = true,
  ) {
    Object.freeze(this);
  }

  toString(): string {
    return `StructField(${this.name},${scalaName(this.dataType)},${this.nullable})`;
  }
}

/** A schema, and the type of a nested row: Spark's `StructType`. Frozen; `add` answers a new one. */
export class StructType {
  readonly kind = "struct";
  readonly fields: readonly StructField[];

  constructor(fields: readonly StructField[] = []) {
    this.fields = Object.freeze([...fields]);
    Object.freeze(this);
  }

  /** This schema with one more column at its end. */
  add(name: string, dataType: DataType | string, nullable = true): StructType {
    const type = typeof dataType === "string" ? typeOfWord(dataType) : dataType;
    if (!type)
      throw new UserError(
        `"${dataType as string}" is no type of one word: give a DataType such as DecimalType(10, 2).`,
      );
    return new StructType([...this.fields, new StructField(name, type, nullable)]);
  }

  get fieldNames(): string[] {
    return this.fields.map(field => field.name);
  }

  /** Such as `struct<key:binary,value:binary>`. */
  get simpleString(): string {
    return simpleString(this);
  }

  /** The schema as Spark keeps it in JSON, such as `{"type":"struct","fields":[…]}`. */
  get json(): string {
    return JSON.stringify(typeToJson(this));
  }

  /** The tree that `printSchema` prints, from `root` on. */
  get treeString(): string {
    return treeString(this);
  }

  toString(): string {
    return scalaName(this);
  }
}
