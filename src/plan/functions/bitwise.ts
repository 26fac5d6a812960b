import { ByteType, IntegerType, LongType, StringType, sqlName } from "../../types/index.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { coerceOperands, isIntegral, mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { binary, int, long, oneOf, type ParameterType } from "./parameter.js";

/** Whole numbers only: neither text nor fractions are cast. */
const whole = oneOf(["INTEGRAL"], ["byte", "short", "integer", "long"]);

function operator(name: string, doc: string): FunctionRow {
  return {
    ...define(name, "expr1, expr2", [whole, whole], LongType, { doc }),
    usage: `expr1 ${name} expr2`,
    example: `3 ${name} 5`,
    resolve: (operands, { ansi }) => {
      const { args, type } = coerceOperands(name, operands, ansi);
      if (!isIntegral(type) && type.kind !== "void")
        throw mismatch(
          "BINARY_OP_WRONG_TYPE",
          name,
          operands,
          `the binary operator requires the input type "INTEGRAL", not "${sqlName(type)}".`,
        );
      return { args, type };
    },
  };
}

/** An INT or a BIGINT by a number of bits, modulo its width. */
function shift(operatorName: string, name: string, doc: string): FunctionRow[] {
  const input = oneOf(["INT", "BIGINT"], ["integer", "long"], IntegerType);
  const row = define(name, "base, expr", [input, int], args => typeOf(args[0]!), {
    doc,
    example: `${name}(4, 1)`,
  });
  return [
    row,
    {
      ...row,
      name: operatorName,
      usage: `base ${operatorName} expr`,
      example: `4 ${operatorName} 1`,
      resolve: (args, context) => {
        const call = row.resolve(args, context);
        return "kind" in call
          ? call
          : { ...call, kernel: name, sql: `(${sqlText(args[0]!)} ${operatorName} ${sqlText(args[1]!)})` };
      },
    },
  ];
}

const countable = oneOf(["INTEGRAL", "BOOLEAN"], ["byte", "short", "integer", "long", "boolean"]);

/** BINARY as it is: text is not cast. */
const onlyBinary: ParameterType = {
  ...binary,
  fit: (argument, ansi) =>
    typeOf(argument).kind === StringType.kind ? undefined : binary.fit(argument, ansi),
};

export const bitwise: readonly FunctionRow[] = [
  operator("&", "The bits that both have."),
  operator("|", "The bits that one of them has."),
  operator("^", "The bits that exactly one of them has."),
  {
    ...define("~", "expr", [whole], args => typeOf(args[0]!), {
      doc: "All bits the other way.",
      example: "~ 0",
    }),
    usage: "~ expr",
  },
  ...shift("<<", "shiftleft", "The bits moved to the left."),
  ...shift(">>", "shiftright", "The bits moved to the right, the sign kept."),
  ...shift(">>>", "shiftrightunsigned", "The bits moved to the right, zeros moved in."),
  define("bit_count", "expr", [countable], IntegerType, {
    doc: "How many bits are set.",
    example: "bit_count(0)",
  }),
  ...["bit_get", "getbit"].map(name =>
    define(name, "expr, pos", [whole, int], ByteType, {
      doc: "The bit at a place, counted from 0 at the right.",
      example: `${name}(11, 0)`,
      kernel: "bit_get",
    }),
  ),
  define("bitmap_bit_position", "child", [long], LongType, {
    doc: "The place of a number's bit in its bitmap.",
    example: "bitmap_bit_position(123)",
  }),
  define("bitmap_bucket_number", "child", [long], LongType, {
    doc: "The number of the bitmap that a number's bit is in.",
    example: "bitmap_bucket_number(123)",
  }),
  define("bitmap_count", "child", [onlyBinary], LongType, {
    doc: "How many bits a bitmap has set.",
    example: "bitmap_count(X'1010')",
  }),
];
