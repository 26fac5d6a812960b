import {
  ArrayType,
  BooleanType,
  type DataType,
  IntegerType,
  LongType,
  StringType,
  StructField,
  StructType,
  sqlName,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, coerceAlike, commonType, implicitCast, mismatch } from "./coercion.js";
import { define, free, withAliases } from "./define.js";
import type { FunctionRow, ResolveContext } from "./function-row.js";
import { asArray, elementOf } from "./nested-types.js";
import { any, array, boolean, int, long, oneOf, type ParameterType, string } from "./parameter.js";
import { nameOf } from "./struct.js";

const arrayOrMap: ParameterType = oneOf(["ARRAY", "MAP"], ["array", "map"]);
const first = (args: readonly Expression[]): DataType => typeOf(args[0]!);

/** An array and a value of its elements, brought to one type. */
function withElement(
  name: string,
  args: readonly Expression[],
  ansi: boolean,
): readonly [Expression, Expression, DataType] {
  const [list, value] = args as [Expression, Expression];
  const type = commonType(elementOf(list), typeOf(value), ansi);
  if (typeOf(list).kind !== "array" && typeOf(list).kind !== "void")
    throw mismatch(
      "UNEXPECTED_INPUT_TYPE",
      name,
      args,
      `The first parameter requires the "ARRAY" type, however "${sqlText(list)}" has the type "${sqlName(typeOf(list))}".`,
    );
  if (!type)
    throw mismatch(
      "ARRAY_FUNCTION_DIFF_TYPES",
      name,
      args,
      `Input to \`${name}\` should have been "ARRAY" followed by a value with same element type, but it's ["${sqlName(typeOf(list))}", "${sqlName(typeOf(value))}"].`,
    );
  return [castTo(list, ArrayType(type, asArray(list).containsNull)), castTo(value, type), type];
}

/** Two arrays as one type. */
function twoArrays(
  name: string,
  doc: string,
  result: (element: DataType, containsNull: boolean) => DataType,
): FunctionRow {
  return free(name, "array1, array2", [2, 2], doc, (args, { ansi }) => {
    const { args: both, type } = coerceAlike(name, args, ansi);
    if (type.kind !== "array")
      throw mismatch(
        "BINARY_ARRAY_DIFF_TYPES",
        name,
        args,
        `Input to function \`${name}\` should have been two "ARRAY" with same element type, but it's ["${sqlName(typeOf(args[0]!))}", "${sqlName(typeOf(args[1]!))}"].`,
      );
    return {
      args: both,
      type: result(type.elementType, type.containsNull),
      ...(name === "arrays_overlap" ? { nullable: true } : {}),
    };
  });
}

function elementAt(name: string, doc: string): FunctionRow {
  return free(name, "collection, key", [2, 2], doc, (args, { ansi }) => {
    const type = typeOf(args[0]!);
    const key =
      type.kind === "map"
        ? implicitCast(args[1]!, type.keyType, ansi)
        : implicitCast(args[1]!, IntegerType, ansi);
    if (!key || (type.kind !== "array" && type.kind !== "map"))
      throw mismatch(
        "UNEXPECTED_INPUT_TYPE",
        name,
        args,
        `The first parameter requires the ("ARRAY" or "MAP") type, however "${sqlText(args[0]!)}" has the type "${sqlName(type)}".`,
      );
    return {
      args: [args[0]!, key],
      type: type.kind === "array" ? type.elementType : type.valueType,
      nullable: true,
    };
  });
}

export const collection: readonly FunctionRow[] = [
  free("array", "expr, ...", [0, Number.POSITIVE_INFINITY], "An array of the values.", (args, { ansi }) => {
    if (args.length === 0) return { args, type: ArrayType({ kind: "void" }, false), nullable: false };
    const { args: alike, type } = coerceAlike("array", args, ansi);
    return { args: alike, type: ArrayType(type, args.some(isNullable)), nullable: false };
  }),
  ...["array_append", "array_prepend"].map(name =>
    free(
      name,
      "array, element",
      [2, 2],
      `The array with one more element at its ${name === "array_append" ? "end" : "start"}.`,
      (args, { ansi }) => {
        const [list, value, type] = withElement(name, args, ansi);
        return {
          args: [list, value],
          type: ArrayType(type, asArray(list).containsNull || isNullable(value)),
          nullable: isNullable(list),
        };
      },
    ),
  ),
  define("array_compact", "array", [array], first, { doc: "The array without its NULLs." }),
  free("array_contains", "array, value", [2, 2], "Whether the array has the value.", (args, { ansi }) => {
    const [list, value] = withElement("array_contains", args, ansi);
    return { args: [list, value], type: BooleanType, nullable: true };
  }),
  free(
    "array_position",
    "array, element",
    [2, 2],
    "Where the element is, from 1; 0 where it is not.",
    (args, { ansi }) => {
      const [list, value] = withElement("array_position", args, ansi);
      return { args: [list, value], type: LongType };
    },
  ),
  free("array_remove", "array, element", [2, 2], "The array without an element.", (args, { ansi }) => {
    const [list, value] = withElement("array_remove", args, ansi);
    return { args: [list, value], type: typeOf(list) };
  }),
  define("array_distinct", "array", [array], first, { doc: "Each of the array's elements once." }),
  twoArrays(
    "array_except",
    "The first array's elements that the second has not, each once.",
    (element, nulls) => ArrayType(element, nulls),
  ),
  twoArrays("array_intersect", "The elements that both arrays have, each once.", (element, nulls) =>
    ArrayType(element, nulls),
  ),
  twoArrays("array_union", "The elements of both arrays, each once.", (element, nulls) =>
    ArrayType(element, nulls),
  ),
  twoArrays("arrays_overlap", "Whether the arrays have an element in common.", () => BooleanType),
  free(
    "array_insert",
    "x, pos, val",
    [3, 3],
    "The array with a value at a position, from 1, or from its end where negative.",
    (args, { ansi }) => {
      const [list, value, type] = withElement("array_insert", [args[0]!, args[2]!], ansi);
      return {
        args: [list, implicitCast(args[1]!, IntegerType, ansi) ?? args[1]!, value],
        type: ArrayType(type, true),
        nullable: isNullable(list) || isNullable(args[1]!),
      };
    },
  ),
  define("array_join", "array, delimiter[, nullReplacement]", [array, string, string], StringType, {
    doc: "The elements as one text.",
  }),
  define("array_max", "array", [array], ([a]) => elementOf(a!), {
    doc: "The greatest element.",
    nullable: true,
  }),
  define("array_min", "array", [array], ([a]) => elementOf(a!), {
    doc: "The least element.",
    nullable: true,
  }),
  define("array_repeat", "element, count", [any, int], ([a]) => ArrayType(typeOf(a!), isNullable(a!)), {
    doc: "The element a number of times.",
  }),
  define("array_size", "expr", [array], IntegerType, { doc: "How many elements the array has." }),
  free(
    "arrays_zip",
    "a1, a2, ...",
    [0, Number.POSITIVE_INFINITY],
    "Structs of the arrays' n-th elements.",
    args => ({
      args,
      type: ArrayType(
        new StructType(
          args.map(
            (argument, i) =>
              new StructField(
                nameOf(argument, i).startsWith("col") && argument.kind !== "attribute"
                  ? `${i}`
                  : nameOf(argument, i),
                elementOf(argument),
              ),
          ),
        ),
        false,
      ),
    }),
  ),
  ...withAliases(
    define("size", "expr", [arrayOrMap], IntegerType, { doc: "How many elements or entries it has." }),
    "cardinality",
  ),
  elementAt(
    "element_at",
    "The element at a position, from 1 (or from the end where negative), or a map's value.",
  ),
  elementAt("try_element_at", "As element_at, NULL where there is none."),
  define("get", "array, index", [array, int], ([a]) => elementOf(a!), {
    doc: "The element at an index, from 0; NULL where there is none.",
    nullable: true,
  }),
  define("flatten", "arrayOfArrays", [array], ([a]) => elementOf(a!), {
    doc: "The arrays' elements as one array.",
  }),
  define("shuffle", "array[, seed]", [array, long], first, { doc: "The array in random order." }),
  define("slice", "x, start, length", [array, int, int], first, {
    doc: "A part of the array, from 1 or from its end where negative.",
  }),
  define("sort_array", "array[, ascendingOrder]", [array, boolean], first, {
    doc: "The array in order, NULLs first when it ascends.",
    defaults: [literal(true, BooleanType)],
  }),
  free("array_sort", "array, ...", [1, 2], "The array in order.", arraySort),
  free(
    "sequence",
    "start, stop[, step]",
    [2, 3],
    "The values from start to stop by step.",
    (args, { ansi }) => {
      const { args: ends, type } = coerceAlike("sequence", args.slice(0, 2), ansi);
      const step =
        args[2] &&
        (typeOf(args[2]).kind === "string"
          ? castTo(args[2], { kind: "interval" })
          : ["daytime", "yearmonth", "interval"].includes(typeOf(args[2]).kind)
            ? args[2]
            : castTo(args[2], type));
      const element: DataType = type.kind === "string" ? { kind: "timestamp" } : type;
      return { args: step ? [...ends, step] : ends, type: ArrayType(element, false) };
    },
  ),
];

/** Without a comparator the name shows the one that Spark puts in. */
function arraySort(args: readonly Expression[], context: ResolveContext) {
  const [list, comparator] = args;
  const element = asArray(list!);
  const param = { type: element.elementType, nullable: element.containsNull };
  if (comparator)
    return {
      args: [list!, context.lambda(comparator, [param, param])],
      type: typeOf(list!),
      nullable: isNullable(list!),
    };
  const v = "namedlambdavariable()";
  const shown = `(IF(((${v} IS NULL) AND (${v} IS NULL)), 0, (IF((${v} IS NULL), 1, (IF((${v} IS NULL), -1, (IF((${v} < ${v}), -1, (IF((${v} > ${v}), 1, 0))))))))))`;
  return {
    args: [list!],
    type: typeOf(list!),
    sql: `array_sort(${sqlText(list!)}, lambdafunction(${shown}, ${v}, ${v}))`,
  };
}
