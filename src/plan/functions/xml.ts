import {
  ArrayType,
  BooleanType,
  type DataType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  MapType,
  ShortType,
  StringType,
  sqlName,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { nullableThroughout, schemaArgument } from "./json.js";
import { any, fitArguments, string as text } from "./parameter.js";

const xpath = (name: string, type: DataType, what: string, path: string): FunctionRow =>
  define(name, "xml, xpath", [text, text], type, {
    doc: `${what} that an XPath finds in XML.`,
    example: `${name}('<a><b>1</b><b>2</b></a>', '${path}')`,
    nullable: true,
  });

const noOptions = literal([], MapType(StringType, StringType));

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
  {
    ...define("from_xml", "xmlStr, schema[, options]", [any], StringType, {
      doc: "The row that an XML text is by a schema.",
      example: "from_xml('<p><a>1</a></p>', 'a INT')",
    }),
    resolve: (args, { ansi }) => {
      const [document] = fitArguments("from_xml", [args[0]!], [text], ansi);
      return {
        args: [document!, args[2] ?? noOptions],
        type: nullableThroughout(schemaArgument("from_xml", args[1]!)),
        nullable: true,
        sql: `from_xml(${sqlText(document!)})`,
      };
    },
  },
  {
    ...define("to_xml", "expr[, options]", [any], StringType, {
      doc: "The struct as XML text.",
      example: "to_xml(named_struct('a', 1, 'b', 2))",
    }),
    resolve: args => {
      const type = typeOf(args[0]!);
      if (type.kind !== "struct")
        throw mismatch(
          "UNEXPECTED_INPUT_TYPE",
          "to_xml",
          args,
          `The first parameter requires the "STRUCT" type, however "${sqlText(args[0]!)}" has the type "${sqlName(type)}".`,
        );
      return {
        args: [args[0]!, args[1] ?? noOptions],
        type: StringType,
        nullable: true,
        sql: `to_xml(${sqlText(args[0]!)})`,
      };
    },
  },
  {
    ...define("schema_of_xml", "xml[, options]", [text, any], StringType, {
      doc: "The schema that an XML text's row has, as DDL.",
      example: "schema_of_xml('<p><a>1</a></p>')",
    }),
    resolve: ([document, options], { ansi }) => ({
      args: [...fitArguments("schema_of_xml", [document!], [text], ansi), options ?? noOptions],
      type: StringType,
      nullable: false,
      sql: `schema_of_xml(${sqlText(document!)})`,
    }),
  },
];
