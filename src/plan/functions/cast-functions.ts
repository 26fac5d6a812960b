import {
  BinaryType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  ShortType,
  StringType,
  sqlName,
  TimestampType,
} from "../../types/index.js";
import { checkCast } from "../analyze/check-cast.js";
import { cast } from "../expressions/create.js";
import type { FunctionRow } from "./function-row.js";

const types: Readonly<Record<string, DataType>> = {
  bigint: LongType,
  binary: BinaryType,
  boolean: BooleanType,
  date: DateType,
  decimal: DecimalType(),
  double: DoubleType,
  float: FloatType,
  int: IntegerType,
  smallint: ShortType,
  string: StringType,
  timestamp: TimestampType,
  tinyint: ByteType,
};

/** Types as functions that cast to them: `date('2021-01-01')`. Column names show the argument alone. */
export const castFunctions: readonly FunctionRow[] = Object.entries(types).map(([name, type]) => ({
  name,
  kind: "scalar",
  usage: `${name}(expr)`,
  doc: `The value cast to ${sqlName(type)}.`,
  arity: [1, 1],
  parameters: ["expr"],
  resolve: ([argument], { ansi }) => {
    checkCast(argument!, type, ansi);
    return cast(argument!, type, false);
  },
}));
