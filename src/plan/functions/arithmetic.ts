import { type DataType, DoubleType, sqlName } from "../../types/index.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, coerceOperands, isNumeric, mismatch } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function operator(name: string, doc: string, resultType?: DataType): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `expr1 ${name} expr2`,
    doc,
    arity: [2, 2],
    parameters: ["left", "right"],
    resolve: (operands, { ansi }) => {
      const { args, type } = coerceOperands(name, operands, ansi);
      if (!isNumeric(type))
        throw mismatch(
          "BINARY_OP_WRONG_TYPE",
          name,
          operands,
          `the binary operator requires the input type ("NUMERIC" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH" or "INTERVAL"), not "${sqlName(type)}".`,
        );
      const result = resultType ?? type;
      return { args: args.map(argument => castTo(argument, result)), type: result };
    },
  };
}

const negative: FunctionRow = {
  name: "negative",
  kind: "scalar",
  usage: "negative(expr)",
  doc: "The number with the other sign.",
  arity: [1, 1],
  parameters: ["expr"],
  resolve: args => {
    const type = typeOf(args[0]!);
    if (!isNumeric(type))
      throw mismatch(
        "UNEXPECTED_INPUT_TYPE",
        "negative",
        args,
        `The first parameter requires the ("NUMERIC" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH" or "INTERVAL") type, however "${sqlText(args[0]!)}" has the type "${sqlName(type)}".`,
      );
    return { args, type };
  },
};

export const arithmetic: readonly FunctionRow[] = [
  negative,
  operator("+", "The sum."),
  operator("-", "The difference."),
  operator("*", "The product."),
  operator("/", "The quotient, always fractional.", DoubleType),
  operator("%", "The remainder, with the sign of the first."),
];
