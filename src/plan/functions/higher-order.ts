import { ArrayType, BooleanType, type DataType, IntegerType, MapType } from "../../types/index.js";
import { cast, unresolvedAttribute, unresolvedLambda } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { commonType } from "./coercion.js";
import { free } from "./define.js";
import type { FunctionRow, LambdaParameter } from "./function-row.js";

const element = (expression: Expression): LambdaParameter => {
  const type = typeOf(expression);
  return type.kind === "array"
    ? { type: type.elementType, nullable: type.containsNull }
    : { type, nullable: true };
};

const index: LambdaParameter = { type: IntegerType, nullable: false };

const entry = (expression: Expression): readonly [LambdaParameter, LambdaParameter] => {
  const type = typeOf(expression);
  if (type.kind !== "map")
    return [
      { type, nullable: false },
      { type, nullable: true },
    ];
  return [
    { type: type.keyType, nullable: false },
    { type: type.valueType, nullable: type.valueContainsNull },
  ];
};

/** A function of an array and a lambda of its elements. */
const overArray = (
  name: string,
  doc: string,
  result: (list: Expression, body: Expression) => DataType,
  params: (list: Expression) => readonly LambdaParameter[],
  nullable?: boolean,
) =>
  free(name, "expr, func", [2, 2], doc, ([list, lambda], context) => {
    const fn = context.lambda(lambda!, params(list!));
    return { args: [list!, fn], type: result(list!, fn), nullable: nullable ?? isNullable(list!) };
  });

const overMap = (name: string, doc: string, result: (map: MapType, body: Expression) => DataType) =>
  free(name, "expr, func", [2, 2], doc, ([map, lambda], context) => {
    const fn = context.lambda(lambda!, entry(map!));
    const type = typeOf(map!);
    return {
      args: [map!, fn],
      type: type.kind === "map" ? result(type, fn) : type,
      nullable: isNullable(map!),
    };
  });

function fold(name: string): FunctionRow {
  return free(
    name,
    "expr, start, merge, finish",
    [3, 4],
    "One value of all elements: merge(acc, x) from start on, then finish(acc).",
    (args, context) => {
      const [list, start, merge, finish] = args as [Expression, Expression, Expression, Expression?];
      const accumulator = { type: typeOf(start), nullable: true };
      const merged = context.lambda(merge, [accumulator, element(list)]);
      // What merge makes decides the accumulator's type.
      const type = commonType(typeOf(start), typeOf(merged), context.ansi) ?? typeOf(start);
      const typed = { type, nullable: true };
      const identity = unresolvedLambda(["acc"], unresolvedAttribute(["acc"]));
      const [step, end] = [
        context.lambda(merge, [typed, element(list)]),
        context.lambda(finish ?? identity, [typed]),
      ];
      return {
        args: [list, type === typeOf(start) ? start : cast(start, type, false), step, end],
        type: typeOf(end),
        nullable: true,
        kernel: "aggregate",
        sql: `${name}(${[list, start, step, end].map(sqlText).join(", ")})`,
      };
    },
  );
}

export const higherOrder: readonly FunctionRow[] = [
  overArray(
    "transform",
    "What the function makes of each element (and its index).",
    (_, fn) => ArrayType(typeOf(fn), isNullable(fn)),
    list => [element(list), index],
  ),
  overArray(
    "filter",
    "The elements for which it holds.",
    list => typeOf(list),
    list => [element(list), index],
  ),
  overArray(
    "exists",
    "Whether it holds for some element.",
    () => BooleanType,
    list => [element(list)],
    true,
  ),
  overArray(
    "forall",
    "Whether it holds for all elements.",
    () => BooleanType,
    list => [element(list)],
    true,
  ),
  fold("aggregate"),
  fold("reduce"),
  free(
    "zip_with",
    "left, right, func",
    [3, 3],
    "What the function makes of the arrays' n-th elements.",
    ([left, right, lambda], context) => {
      const nullable = (param: LambdaParameter) => ({ ...param, nullable: true });
      const fn = context.lambda(lambda!, [nullable(element(left!)), nullable(element(right!))]);
      return { args: [left!, right!, fn], type: ArrayType(typeOf(fn), isNullable(fn)) };
    },
  ),
  overMap("map_filter", "The entries for which it holds.", type => type),
  overMap(
    "transform_keys",
    "The map with what the function makes of each key and value as keys.",
    (type, fn) => MapType(typeOf(fn), type.valueType, type.valueContainsNull),
  ),
  overMap(
    "transform_values",
    "The map with what the function makes of each key and value as values.",
    (type, fn) => MapType(type.keyType, typeOf(fn), isNullable(fn)),
  ),
  free(
    "map_zip_with",
    "map1, map2, func",
    [3, 3],
    "What the function makes of both maps' values of each key.",
    ([a, b, lambda], context) => {
      const [key, one] = entry(a!);
      const [, two] = entry(b!);
      const fn = context.lambda(lambda!, [key, { ...one, nullable: true }, { ...two, nullable: true }]);
      return { args: [a!, b!, fn], type: MapType(key.type, typeOf(fn), isNullable(fn)) };
    },
  ),
];
