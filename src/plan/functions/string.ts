import { BooleanType, type DataType, IntegerType, StringType } from "../../types/index.js";
import { expectCount, expectType } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function overStrings(name: string, parameters: readonly string[], type: DataType, doc: string): FunctionRow {
  return {
    name,
    usage: `${name}(${parameters.join(", ")})`,
    doc,
    resolve: args => {
      expectCount(name, args, parameters.length);
      return { args: args.map((_, i) => expectType(name, args, i, StringType)), type };
    },
  };
}

export const string: readonly FunctionRow[] = [
  overStrings("upper", ["str"], StringType, "The text in capitals."),
  overStrings("lower", ["str"], StringType, "The text in small letters."),
  overStrings("trim", ["str"], StringType, "The text without spaces at its ends."),
  overStrings("length", ["str"], IntegerType, "How many characters the text has."),
  overStrings("contains", ["left", "right"], BooleanType, "Whether the first text has the second within."),
  overStrings("startswith", ["left", "right"], BooleanType, "Whether the first text begins with the second."),
  overStrings("endswith", ["left", "right"], BooleanType, "Whether the first text ends with the second."),
];
