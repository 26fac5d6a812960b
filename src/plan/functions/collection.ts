import {
  ArrayType,
  BooleanType,
  type DataType,
  IntegerType,
  LongType,
  MapType,
  StringType,
  StructField,
  StructType,
  sqlName,
} from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { castTo, coerceAlike, commonType, implicitCast, mismatch } from "./coercion.js";
import { define, withAliases } from "./define.js";
import type { FunctionRow, ResolveContext } from "./function-row.js";
import { any, array, boolean, int, long, map, oneOf, type ParameterType, string } from "./parameter.js";

const arrayOrMap: ParameterType = oneOf(["ARRAY", "MAP"], ["array", "map"]);
const first = (args: readonly Expression[]): DataType => typeOf(args[0]!);

const elementOf = (expression: Expression): DataType => {
  const type = typeOf(expression);
  return type.kind === "array" ? type.elementType : type;
};

const asArray = (expression: Expression): ArrayType => {
  const type = typeOf(expression);
  return type.kind === "array" ? type : ArrayType(type);
};

const asMap = (expression: Expression): MapType => {
  const type = typeOf(expression);
  return type.kind === "map" ? type : MapType(type, type);
};

type Resolve = FunctionRow["resolve"];

/** A function whose arguments' types depend on each other. */
const free = (
  name: string,
  signature: string,
  arity: FunctionRow["arity"],
  doc: string,
  resolve: Resolve,
): FunctionRow => ({
  name,
  kind: "scalar",
  usage: `${name}(${signature})`,
  doc,
  arity,
  parameters: signature.match(/\w+/g) ?? [],
  resolve,
});

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

function nameOf(expression: Expression, i: number): string {
  const named =
    expression.kind === "attribute" ||
    expression.kind === "alias" ||
    expression.kind === "lambdaVariable" ||
    (expression.kind === "functionCall" && expression.name === "get_struct_field");
  return named
    ? expression.kind === "functionCall"
      ? columnName(expression)
      : expression.name
    : `col${i + 1}`;
}

const unnamed = (expression: Expression) => (expression.kind === "alias" ? expression.child : expression);

function structType(names: readonly string[], values: readonly Expression[]): StructType {
  return new StructType(
    values.map((value, i) => new StructField(names[i]!, typeOf(value), isNullable(value))),
  );
}

function sortRow(name: string, resolve: Resolve): FunctionRow {
  return free(name, "array, ...", [1, 2], "The array in order.", resolve);
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

const mapBuilt = (
  name: string,
  signature: string,
  parameters: readonly ParameterType[],
  type: (args: readonly Expression[]) => DataType,
  doc: string,
) => define(name, signature, parameters, type, { doc });

export const collection: readonly FunctionRow[] = [
  free("array", "expr, ...", [0, Number.POSITIVE_INFINITY], "An array of the values.", (args, { ansi }) => {
    if (args.length === 0) return { args, type: ArrayType({ kind: "void" }, false), nullable: false };
    const { args: alike, type } = coerceAlike("array", args, ansi);
    return { args: alike, type: ArrayType(type, args.some(isNullable)), nullable: false };
  }),
  ...["struct", "row"].map(name =>
    free(
      name,
      "col1, ...",
      [0, Number.POSITIVE_INFINITY],
      "A struct of the values, named as they are or col1, col2 …",
      args => {
        const names = args.map(nameOf);
        const values = args.map(unnamed);
        const shown =
          name === "struct"
            ? values.map(sqlText).join(", ")
            : values.map((value, i) => `${names[i]}, ${sqlText(value)}`).join(", ");
        return {
          args: values,
          type: structType(names, values),
          nullable: false,
          kernel: "struct",
          sql: `${name === "struct" ? "struct" : "named_struct"}(${shown})`,
        };
      },
    ),
  ),
  free(
    "named_struct",
    "name1, val1, ...",
    [2, Number.POSITIVE_INFINITY],
    "A struct of names and values.",
    args => {
      const names = args
        .filter((_, i) => i % 2 === 0)
        .map(name => (name.kind === "literal" ? String(name.value) : ""));
      const values = args.filter((_, i) => i % 2 === 1);
      if (args.length % 2 !== 0)
        throw new AnalysisException(
          "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
          `The \`named_struct\` requires 2n (n > 0) parameters but the actual number is ${args.length}. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.`,
          "42605",
        );
      return {
        args: values,
        type: structType(names, values),
        nullable: false,
        kernel: "struct",
        sql: `named_struct(${args.map(sqlText).join(", ")})`,
      };
    },
  ),
  free(
    "map",
    "key0, value0, ...",
    [0, Number.POSITIVE_INFINITY],
    "A map of keys and values.",
    (args, { ansi }) => {
      if (args.length % 2 !== 0)
        throw new AnalysisException(
          "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
          `The \`map\` requires 2n (n > 0) parameters but the actual number is ${args.length}. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.`,
          "42605",
        );
      if (args.length === 0)
        return { args, type: MapType({ kind: "void" }, { kind: "void" }, false), nullable: false };
      const keys = coerceAlike(
        "map",
        args.filter((_, i) => i % 2 === 0),
        ansi,
      );
      const values = coerceAlike(
        "map",
        args.filter((_, i) => i % 2 === 1),
        ansi,
      );
      return {
        args: keys.args.flatMap((key, i) => [key, values.args[i]!]),
        type: MapType(keys.type, values.type, values.args.some(isNullable)),
        nullable: false,
      };
    },
  ),
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
  mapBuilt("map_concat", "map, ...", [map], ([a]) => typeOf(a!), "The entries of all maps."),
  free("map_contains_key", "map, key", [2, 2], "Whether the map has the key.", (args, { ansi }) => ({
    args: [args[0]!, implicitCast(args[1]!, asMap(args[0]!).keyType, ansi) ?? args[1]!],
    type: BooleanType,
  })),
  mapBuilt(
    "map_entries",
    "map",
    [map],
    ([a]) =>
      ArrayType(
        new StructType([
          new StructField("key", asMap(a!).keyType, false),
          new StructField("value", asMap(a!).valueType, asMap(a!).valueContainsNull),
        ]),
        false,
      ),
    "The entries as structs.",
  ),
  mapBuilt(
    "map_from_arrays",
    "keys, values",
    [array, array],
    ([k, v]) => MapType(elementOf(k!), elementOf(v!), asArray(v!).containsNull),
    "A map of an array of keys and one of values.",
  ),
  mapBuilt(
    "map_from_entries",
    "arrayOfEntries",
    [array],
    ([a]) => {
      const entry = elementOf(a!);
      return entry.kind === "struct"
        ? MapType(entry.fields[0]!.dataType, entry.fields[1]!.dataType, entry.fields[1]!.nullable)
        : MapType(entry, entry);
    },
    "A map of structs of key and value.",
  ),
  mapBuilt("map_keys", "map", [map], ([a]) => ArrayType(asMap(a!).keyType, false), "The map's keys."),
  mapBuilt(
    "map_values",
    "map",
    [map],
    ([a]) => ArrayType(asMap(a!).valueType, asMap(a!).valueContainsNull),
    "The map's values.",
  ),
  define("shuffle", "array[, seed]", [array, long], first, { doc: "The array in random order." }),
  define("slice", "x, start, length", [array, int, int], first, {
    doc: "A part of the array, from 1 or from its end where negative.",
  }),
  define("sort_array", "array[, ascendingOrder]", [array, boolean], first, {
    doc: "The array in order, NULLs first when it ascends.",
    defaults: [literal(true, BooleanType)],
  }),
  sortRow("array_sort", (args, context) => arraySort(args, context)),
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
