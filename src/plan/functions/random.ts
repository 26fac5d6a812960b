import { DoubleType, LongType, StringType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { cast, literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { boundedDecimal, isIntegral, mismatch, widerDecimal } from "./coercion.js";
import { define } from "./define.js";
import { isFoldable } from "./foldable.js";
import type { FunctionRow } from "./function-row.js";
import { int, oneOf } from "./parameter.js";

/** A call without a seed gets one of its own. */
const someSeed = (): Expression =>
  literal(BigInt.asIntN(53, BigInt(Math.floor(Math.random() * 2 ** 53))), LongType);

const seedInput = oneOf(["INT", "BIGINT"], ["integer", "long"]);

function generator(name: string, kernel: string, doc: string): FunctionRow {
  const row = define(name, "[seed]", [seedInput], DoubleType, {
    doc,
    example: `${name}(0)`,
    nullable: false,
    kernel,
  });
  return {
    ...row,
    resolve: (args, context) => {
      const seed = args[0];
      if (seed && !isFoldable(seed))
        throw new AnalysisException(
          "SEED_EXPRESSION_IS_UNFOLDABLE",
          `The seed expression "${sqlText(seed)}" of the expression "${kernel}(${sqlText(seed)})" must be foldable.`,
          "42K08",
        );
      const call = row.resolve([seed ?? someSeed()], context);
      return "kind" in call ? call : { ...call, sql: `${kernel}(${seed ? sqlText(seed) : ""})` };
    },
  };
}

function foldable(name: string, parameter: string, args: readonly Expression[], i: number): void {
  if (args[i] && !isFoldable(args[i]))
    throw mismatch(
      "NON_FOLDABLE_INPUT",
      name,
      args,
      `the input \`${parameter}\` should be a foldable integer or floating-point expression; however, got "${sqlText(args[i])}".`,
    );
}

const bound = oneOf(["NUMERIC"], ["byte", "short", "integer", "long", "float", "double", "decimal"]);

/** The type of a number between two bounds: a fraction where one is, else the wider whole number. */
function uniformType(args: readonly Expression[]) {
  const [a, b] = [typeOf(args[0]!), typeOf(args[1]!)];
  if (isIntegral(a) && isIntegral(b)) {
    const order = ["byte", "short", "integer", "long"];
    return order.indexOf(a.kind) > order.indexOf(b.kind) ? a : b;
  }
  for (const kind of ["double", "float"])
    if (a.kind === kind || b.kind === kind) return a.kind === kind ? a : b;
  if (a.kind === "decimal" && b.kind === "decimal") return widerDecimal(a, b);
  return a.kind === "decimal" ? a : b.kind === "decimal" ? b : boundedDecimal(10, 0);
}

export const random: readonly FunctionRow[] = [
  generator(
    "rand",
    "rand",
    "A number from 0 to 1 (excluded), another one each row; the same for the same seed.",
  ),
  generator(
    "random",
    "rand",
    "A number from 0 to 1 (excluded), another one each row; the same for the same seed.",
  ),
  generator("randn", "randn", "A number of the standard normal distribution, another one each row."),
  {
    ...define("uniform", "min, max[, seed]", [bound, bound, seedInput], DoubleType, {
      doc: "A number between two bounds, another one each row.",
      example: "uniform(10, 20, 0)",
    }),
    resolve: (args, context) => {
      for (const [i, name] of ["min", "max", "seed"].entries()) foldable("uniform", name, args, i);
      const seeded = args.length === 3 ? args : [...args, someSeed()];
      const call = define("uniform", "min, max, seed", [bound, bound, seedInput], DoubleType, {
        doc: "",
        nullable: false,
      }).resolve(seeded, context);
      if ("kind" in call) return call;
      const sql = `uniform(${args.map(sqlText).join(", ")})`;
      const [low, high, seed] = call.args as [Expression, Expression, Expression];
      const toDouble = (each: Expression) => cast(each, DoubleType, false);
      const number = {
        kind: "functionCall" as const,
        name: "uniform",
        args: [toDouble(low), toDouble(high), seed],
        type: DoubleType,
        nullable: false,
        sql,
      };
      const type = uniformType(call.args);
      return type.kind === "double" ? number : cast(number, type, false);
    },
  },
  {
    ...define("randstr", "length[, seed]", [int, seedInput], StringType, {
      doc: "Random letters and digits, others each row.",
      example: "randstr(3, 0)",
    }),
    resolve: (args, context) => {
      foldable("randstr", "length", args, 0);
      foldable("randstr", "seed", args, 1);
      const call = define("randstr", "length, seed", [int, seedInput], StringType, {
        doc: "",
        nullable: false,
      }).resolve(args.length === 2 ? args : [...args, someSeed()], context);
      return "kind" in call ? call : { ...call, sql: `randstr(${args.map(sqlText).join(", ")})` };
    },
  },
  {
    ...define("uuid", "[seed]", [seedInput], StringType, {
      doc: "A random UUID, another one each row.",
      example: "uuid()",
    }),
    resolve: (args, context) => {
      const call = define("uuid", "seed", [seedInput], StringType, { doc: "", nullable: false }).resolve(
        args.length ? args : [someSeed()],
        context,
      );
      return "kind" in call ? call : { ...call, sql: `uuid(${args.map(sqlText).join(", ")})` };
    },
  },
];
