import { BooleanType, IntegerType, StringType } from "../../types/index.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { string as text } from "./parameter.js";

export const string: readonly FunctionRow[] = [
  define("upper", "str", [text], StringType, { doc: "The text in capitals." }),
  define("lower", "str", [text], StringType, { doc: "The text in small letters." }),
  define("trim", "str", [text], StringType, { doc: "The text without spaces at its ends." }),
  define("length", "str", [text], IntegerType, { doc: "How many characters the text has." }),
  define("contains", "left, right", [text, text], BooleanType, {
    doc: "Whether the first text has the second within.",
  }),
  define("startswith", "left, right", [text, text], BooleanType, {
    doc: "Whether the first begins with the second.",
  }),
  define("endswith", "left, right", [text, text], BooleanType, {
    doc: "Whether the first ends with the second.",
  }),
];
