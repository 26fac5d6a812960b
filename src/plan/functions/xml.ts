import {
  ArrayType,
  BooleanType,
  type DataType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  ShortType,
  StringType,
} from "../../types/index.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { string as text } from "./parameter.js";

const xpath = (name: string, type: DataType, what: string, path: string): FunctionRow =>
  define(name, "xml, xpath", [text, text], type, {
    doc: `${what} that an XPath finds in XML.`,
    example: `${name}('<a><b>1</b><b>2</b></a>', '${path}')`,
    nullable: true,
  });

export const xml: readonly FunctionRow[] = [
  xpath("xpath", ArrayType(StringType), "The texts of the nodes", "a/b/text()"),
  xpath("xpath_string", StringType, "The text of the first node", "a/b"),
  xpath("xpath_boolean", BooleanType, "Whether there is something", "a/b"),
  xpath("xpath_double", DoubleType, "The number", "sum(a/b)"),
  xpath("xpath_number", DoubleType, "The number", "sum(a/b)"),
  xpath("xpath_float", FloatType, "The number", "sum(a/b)"),
  xpath("xpath_int", IntegerType, "The whole number", "sum(a/b)"),
  xpath("xpath_long", LongType, "The whole number", "sum(a/b)"),
  xpath("xpath_short", ShortType, "The whole number", "sum(a/b)"),
];
