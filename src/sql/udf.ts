import type { Expression } from "../plan/expressions/expression.js";
import type { FunctionRow } from "../plan/functions/function-row.js";
import { parseDataType } from "../plan/parser/parse.js";
import { type DataType, StringType, type Value } from "../types/index.js";
import { UserError } from "../util/errors.js";
import { Column } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";
import { toValue } from "./local-rows.js";
import type { SessionState } from "./session-state.js";

/** A function of yours over values: NULLs come as null; what it answers has to be of its type. */
export type UserClosure = (...args: never[]) => unknown;

/** A closure as a function over columns. @param returns its type, such as `"INT"`; text when left out */
export function udf(
  closure: UserClosure,
  returns: DataType | string = StringType,
): (...columns: ColumnOrName[]) => Column {
  const call = caller(closure.name || "UDF", closure, returns);
  return (...columns) => new Column(call(columns.map(column => toColumn(column).expression)));
}

/** What makes the calls of a closure. */
function caller(
  name: string,
  closure: UserClosure,
  returns: DataType | string,
): (args: readonly Expression[]) => Expression {
  const type = typeof returns === "string" ? parseDataType(returns) : returns;
  const checked = (...values: unknown[]): Value => {
    try {
      return toValue((closure as (...given: unknown[]) => unknown)(...values), type, "UTC");
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`The function ${name} answered what is not of its type: ${error.message}`);
    }
  };
  return args => Object.freeze({ kind: "udfCall", name, closure: checked, external: true, args, type });
}

/** Functions of yours for SQL: `spark.udf`. */
export class UDFRegistration {
  /** @internal */
  constructor(private readonly session: SessionState) {}

  /** Names a closure for `spark.sql` and `expr`; also answers it as a function over columns. */
  register(
    name: string,
    closure: UserClosure,
    returns: DataType | string = StringType,
  ): (...columns: ColumnOrName[]) => Column {
    if (this.session.remote)
      throw new UserError(
        `Your function ${name} cannot run on the cluster: TypeScript stays in this shell. Use Spark's functions or SQL, or collect the rows first.`,
      );
    const call = caller(name, closure, returns);
    const row: FunctionRow = {
      name,
      kind: "scalar",
      usage: `${name}(...)`,
      doc: "A function registered in this session.",
      arity: [closure.length, Math.max(closure.length, 255)],
      parameters: [],
      resolve: call,
    };
    this.session.catalog.register(row);
    return (...columns) => new Column(call(columns.map(column => toColumn(column).expression)));
  }
}
