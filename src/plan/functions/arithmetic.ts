import { type DataType, DoubleType, sqlName } from "../../types/index.js";
import { castTo, coerceOperands, expectCount, isNumeric, mismatch } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function operator(name: string, doc: string, resultType?: DataType): FunctionRow {
  return {
    name,
    usage: `expr1 ${name} expr2`,
    doc,
    resolve: operands => {
      expectCount(name, operands, 2);
      const { args, type } = coerceOperands(name, operands);
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

export const arithmetic: readonly FunctionRow[] = [
  operator("+", "The sum."),
  operator("-", "The difference."),
  operator("*", "The product."),
  operator("/", "The quotient, always fractional.", DoubleType),
  operator("%", "The remainder, with the sign of the first."),
];
