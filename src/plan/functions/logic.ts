import { BooleanType, sqlName } from "../../types/index.js";
import { literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, coerceAlike, commonTypeOf, mismatch } from "./coercion.js";
import { define, free } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, boolean, fitArguments } from "./parameter.js";

function connective(name: "and" | "or", doc: string): FunctionRow {
  return {
    ...free(name, "left, right", [2, 2], doc, (args, { ansi }) => {
      for (const argument of args) {
        const type = typeOf(argument);
        if (type.kind !== "boolean" && type.kind !== "void")
          throw mismatch(
            "BINARY_OP_WRONG_TYPE",
            name,
            args,
            `the binary operator requires the input type "BOOLEAN", not "${sqlName(type)}".`,
          );
      }
      return { args: fitArguments(name, args, [boolean], ansi), type: BooleanType };
    }),
    usage: `expr1 ${name} expr2`,
  };
}

/** Branches as one type. @throws AnalysisException DATATYPE_MISMATCH.DATA_DIFF_TYPES */
function alike(name: string, args: readonly Expression[], branches: readonly number[], ansi: boolean) {
  const type = commonTypeOf(
    branches.map(i => args[i]!),
    ansi,
  );
  if (!type)
    throw mismatch(
      "DATA_DIFF_TYPES",
      name,
      args,
      `Input to \`${name.replace("case_when", "casewhen")}\` should all be the same type, but it's [${branches.map(i => `"${sqlName(typeOf(args[i]!))}"`).join(", ")}].`,
    );
  return {
    args: args.map((argument, i) =>
      branches.includes(i) ? castTo(argument, type) : castTo(argument, BooleanType),
    ),
    type,
  };
}

const coalesce = (args: readonly Expression[], ansi: boolean, name = "coalesce") => {
  const { args: fitted, type } = coerceAlike(name, args, ansi);
  return {
    args: fitted,
    type,
    nullable: args.every(isNullable),
    kernel: "coalesce",
    sql: `${name}(${args.map(sqlText).join(", ")})`,
  };
};

export const logic: readonly FunctionRow[] = [
  connective("and", "Whether both hold; FALSE wins over NULL."),
  connective("or", "Whether one holds; TRUE wins over NULL."),
  define("not", "expr", [boolean], BooleanType, { doc: "Whether it does not hold." }),
  define("isnull", "expr", [any], BooleanType, {
    doc: "Whether it is NULL.",
    nullable: false,
    example: "isnull(1)",
  }),
  define("isnotnull", "expr", [any], BooleanType, {
    doc: "Whether it is not NULL.",
    nullable: false,
    example: "isnotnull(1)",
  }),
  { ...define("identity", "expr", [any], ([a]) => typeOf(a!), { doc: "The value itself." }) },
  free(
    "if",
    "condition, yes, no",
    [3, 3],
    "The second value where the condition holds, else the third.",
    (args, { ansi }) => ({
      ...alike("if", args, [1, 2], ansi),
      nullable: isNullable(args[1]!) || isNullable(args[2]!),
    }),
  ),
  {
    ...free(
      "case_when",
      "condition, value, ...",
      [2, Number.POSITIVE_INFINITY],
      "The value of the first condition that holds.",
      (args, { ansi }) => {
        const branches = args.flatMap((_, i) => (i % 2 === 1 || i === args.length - 1 ? [i] : []));
        const nullable = args.length % 2 === 0 || branches.some(i => isNullable(args[i]!));
        return { ...alike("case_when", args, branches, ansi), nullable };
      },
    ),
    usage: "case when condition then value … else value end",
  },
  free(
    "coalesce",
    "expr, ...",
    [1, Number.POSITIVE_INFINITY],
    "The first value that is not NULL.",
    (args, { ansi }) => coalesce(args, ansi),
  ),
  ...["nvl", "ifnull"].map(name =>
    free(
      name,
      "expr1, expr2",
      [2, 2],
      "The first value, or the second where that is NULL.",
      (args, { ansi }) => coalesce(args, ansi, name),
    ),
  ),
  free(
    "nvl2",
    "expr1, expr2, expr3",
    [3, 3],
    "The second value where the first is not NULL, else the third.",
    (args, { ansi }) => {
      const branches = alike(
        "if",
        args.map((each, i) => (i === 0 ? literal(true, BooleanType) : each)),
        [1, 2],
        ansi,
      );
      return {
        args: [args[0]!, ...branches.args.slice(1)],
        type: branches.type,
        nullable: isNullable(args[1]!) || isNullable(args[2]!),
        sql: `nvl2(${args.map(sqlText).join(", ")})`,
      };
    },
  ),
  free("nullif", "expr1, expr2", [2, 2], "NULL where both are equal, else the first.", (args, { ansi }) => {
    const { args: both } = coerceAlike("nullif", args, ansi);
    return {
      args: [args[0]!, ...both],
      type: typeOf(args[0]!),
      nullable: true,
      sql: `nullif(${args.map(sqlText).join(", ")})`,
    };
  }),
  free(
    "between",
    "expr, lower, upper",
    [3, 3],
    "Whether it lies between two bounds, both included.",
    ([value, lower, upper], { resolve }) => {
      const within = unresolvedFunction("and", [
        unresolvedFunction(">=", [value!, lower!]),
        unresolvedFunction("<=", [value!, upper!]),
      ]);
      return {
        args: [resolve(within)],
        type: BooleanType,
        kernel: "identity",
        sql: `between(${[value!, lower!, upper!].map(sqlText).join(", ")})`,
      };
    },
  ),
  {
    ...free(
      "in",
      "expr, value, ...",
      [2, Number.POSITIVE_INFINITY],
      "Whether it equals one of the values.",
      (args, { ansi }) => ({ args: coerceAlike("in", args, ansi).args, type: BooleanType }),
    ),
    usage: "expr in (value, ...)",
  },
];
