import { Column } from "../../sql/column.js";
import { DataFrame } from "../../sql/data-frame.js";
import * as functions from "../../sql/functions.js";
import { GroupedData } from "../../sql/grouped-data.js";
import { DataFrameReader, DataStreamReader } from "../../sql/reader.js";
import { SparkSession } from "../../sql/spark-session.js";
import type { PureExpression } from "../evaluate/completion-messages.js";
import type { LiveNames } from "./live-session.js";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What makes a new object and touches nothing else: all that may be called only to know a schema. */
const pureMethods: readonly (readonly [new (...args: never[]) => object, ReadonlySet<string> | "all"])[] = [
  [
    DataFrame,
    words(
      "select selectExpr filter where withColumn withColumns withColumnRenamed drop as alias limit offset orderBy sort distinct dropDuplicates groupBy agg join crossJoin union unionAll unionByName intersect except toDF withWatermark col",
    ),
  ],
  [GroupedData, words("agg count sum avg mean min max")],
  [Column, "all"],
  [SparkSession, words("table range")],
  [DataStreamReader, words("format option options schema load")],
  [DataFrameReader, words("format option options schema load")],
];
const pureMembers: readonly (readonly [new (...args: never[]) => object, ReadonlySet<string>])[] = [
  [SparkSession, words("readStream read")],
];
/** Formats whose schema is known without a look at what they read. */
const fixedFormats = words("kafka rate rate-micro-batch socket");
const impureFunctions = words("udf");

class Impure extends Error {}

/** What an expression comes to, if it surely runs nothing but what plans are made of; else undefined. */
export function evaluatePure(expression: PureExpression, live: LiveNames): unknown {
  try {
    return evaluate(expression, live);
  } catch {
    // A wrong name or type as well: then nothing is known of it.
    return undefined;
  }
}

/** What a call or member is one of. */
export function receiverOf(expression: PureExpression): PureExpression | null {
  if (expression.kind === "call") return receiverOf(expression.callee);
  return expression.kind === "member" ? expression.object : null;
}

function evaluate(expression: PureExpression, live: LiveNames): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "name":
      return live.lookUp(expression.name);
    case "member":
      return member(evaluate(expression.object, live), expression.name);
    case "call":
      return call(expression, live);
  }
}

function member(object: unknown, name: string): unknown {
  if (object === functions) return own(functions, name);
  if (pureMembers.some(([kind, names]) => object instanceof kind && names.has(name)))
    return Reflect.get(object as object, name);
  throw new Impure();
}

function call({ callee, args }: Extract<PureExpression, { kind: "call" }>, live: LiveNames): unknown {
  const values = args.map(argument => {
    if (!argument) throw new Impure();
    return evaluate(argument, live);
  });
  if (callee.kind === "member") {
    const object = evaluate(callee.object, live);
    if (object !== functions) return callMethod(object, callee.name, values);
  }
  const made = evaluate(callee, live);
  const isFunction = made === live.lookUp("$") || Object.values(functions).some(each => each === made);
  const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
  if (typeof made !== "function" || !isFunction || impureFunctions.has(name)) throw new Impure();
  return Reflect.apply(made, undefined, values);
}

function callMethod(object: unknown, name: string, args: readonly unknown[]): unknown {
  const known = pureMethods.find(([kind]) => object instanceof kind)?.[1];
  if (!known || (known !== "all" && !known.has(name))) throw new Impure();
  if (name === "load" && !hasFixedSchema(object)) throw new Impure();
  return Reflect.apply(Reflect.get(object as object, name), object, args);
}

function hasFixedSchema(reader: unknown): boolean {
  const { settings } = reader as { settings?: { format: string } };
  return settings !== undefined && fixedFormats.has(settings.format.toLowerCase());
}

const own = (from: object, name: string): unknown =>
  Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
