import {
  ArrayType,
  BinaryType,
  BooleanType,
  type DataType,
  IntegerType,
  MapType,
  StringType,
  sqlName,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, mismatch } from "./coercion.js";
import { define, withAliases } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, fitArguments, int, long, stringOrBinary, string as text } from "./parameter.js";

const str = (value: string): Expression => literal(value, StringType);
const num = (value: number): Expression => literal(value, IntegerType);
const nothing = literal(null, StringType);

/** BINARY where the first argument is, else STRING. */
const asFirst = (args: readonly Expression[]): DataType =>
  typeOf(args[0]!).kind === "binary" ? BinaryType : StringType;

/** `trim(str)`, `trim(chars, str)`: what SQL's `TRIM(BOTH chars FROM str)` and the function of two arguments are. */
function trim(name: string, side: "BOTH" | "LEADING" | "TRAILING", doc: string): FunctionRow[] {
  const kernel = `trim_${side.toLowerCase()}`;
  const sqlForm = (source: Expression, chars: Expression) =>
    `TRIM(${side} ${sqlText(chars)} FROM ${sqlText(source)})`;
  const fitTexts = (args: readonly Expression[], ansi: boolean) => args.map(each => text.fit(each, ansi));
  const plain = define(name, "str", [text], StringType, { doc, kernel, example: `${name}('  Spark ')` });
  return [
    {
      ...plain,
      usage: `${name}([chars, ]str)`,
      arity: [1, 2],
      parameters: ["str"],
      resolve: (args, context) => {
        if (args.length === 1) return plain.resolve(args, context);
        const [chars, source] = fitTexts(args, context.ansi);
        if (!chars || !source) return plain.resolve(args, context);
        return { args: [source, chars], type: StringType, kernel, sql: sqlForm(source, chars) };
      },
    },
    {
      ...define(kernel, "str, chars", [text, text], StringType, {
        doc,
        example: `TRIM(${side} 'x' FROM 'xSparkx')`,
      }),
      resolve: (args, context) => {
        const [source, chars] = fitTexts(args, context.ansi);
        if (!chars || !source) return plain.resolve(args, context);
        return { args: [source, chars], type: StringType, sql: sqlForm(source, chars) };
      },
    },
  ];
}

/** Binary pads with zero bytes, text with spaces; a mixed pair is text. */
function pad(name: string, doc: string): FunctionRow {
  const row = define(name, "str, len[, pad]", [stringOrBinary, int, stringOrBinary], asFirst, {
    doc,
    example: `${name}('hi', 5, '?')`,
  });
  return {
    ...row,
    resolve: ([source, length, fill], context) => {
      const isBinary = typeOf(source!).kind === "binary";
      const given = fill ?? (isBinary ? literal(new Uint8Array(1), BinaryType) : str(" "));
      if (isBinary && typeOf(given).kind === "binary") return row.resolve([source!, length!, given], context);
      return define(name, "str, len, pad", [text, int, text], StringType, { doc }).resolve(
        [source!, length!, given],
        context,
      );
    },
  };
}

/** All BINARY, else all STRING: the second is cast where only one is binary. */
function pairTest(name: string, doc: string, example: string): FunctionRow {
  const row = define(name, "left, right", [stringOrBinary, stringOrBinary], BooleanType, { doc, example });
  return {
    ...row,
    resolve: (args, context) => {
      const kinds = args.map(each => typeOf(each).kind);
      if (kinds.every(kind => kind === "binary")) return row.resolve(args, context);
      return define(name, "left, right", [text, text], BooleanType, { doc }).resolve(args, context);
    },
  };
}

const overlay: FunctionRow = {
  ...define("overlay", "input, replace, pos[, len]", [stringOrBinary, stringOrBinary, int, int], asFirst, {
    doc: "The text with the characters from a position replaced.",
    example: "overlay('Spark SQL', '_', 6)",
  }),
  resolve: (given, context) => {
    const args = given.length < 4 ? [...given, num(-1)] : given;
    const [a, b] = [typeOf(args[0]!), typeOf(args[1]!)];
    if (a.kind !== b.kind && (a.kind === "binary" || b.kind === "binary"))
      throw mismatch(
        "DATA_DIFF_TYPES",
        "overlay",
        args,
        `Input to \`overlay\` should all be the same type, but it's ("${sqlName(a)}" or "${sqlName(b)}").`,
      );
    const type = asFirst(args);
    const parameter = type.kind === "binary" ? stringOrBinary : text;
    return define("overlay", "input, replace, pos, len", [parameter, parameter, int, int], type, {
      doc: "",
    }).resolve(args, context);
  },
};

const elt: FunctionRow = {
  ...define("elt", "n, input1, input2, ...", [int, stringOrBinary], StringType, {
    doc: "The n-th of the inputs, counted from 1.",
    example: "elt(1, 'scala', 'java')",
  }),
  arity: [2, Number.POSITIVE_INFINITY],
  resolve: ([n, ...inputs], context) => {
    const type = inputs.every(each => typeOf(each).kind === "binary") ? BinaryType : StringType;
    const parameters = [int, type.kind === "binary" ? stringOrBinary : text];
    return define("elt", "n, ...", parameters, type, { doc: "", nullable: true }).resolve(
      [n!, ...inputs],
      context,
    );
  },
};

/** Takes text and arrays of text, NULLs too. */
const concatWs: FunctionRow = {
  ...define("concat_ws", "sep, ...", [text, any], StringType, {
    doc: "The texts and the arrays' items with a separator between them; NULLs are left out.",
    example: "concat_ws(' ', 'Spark', 'SQL')",
  }),
  resolve: ([separator, ...rest], { ansi }) => {
    const [fitted] = fitArguments("concat_ws", [separator!], [text], ansi);
    const args = rest.map(each => {
      const type = typeOf(each);
      return castTo(each, type.kind === "array" ? ArrayType(StringType, type.containsNull) : StringType);
    });
    return {
      args: [fitted!, ...args],
      type: StringType,
      nullable: fitted!.kind !== "literal" || fitted!.value === null,
    };
  },
};

const maskRow = define("mask", "str[, upperChar, lowerChar, digitChar, otherChar]", [text], StringType, {
  doc: "The text with its letters, digits and other characters replaced, each kind by one character; NULL keeps a kind.",
  example: "mask('abcd-EFGH-8765-4321')",
  nullable: true,
});

const maskDefaults = [str("X"), str("x"), str("n"), nothing];

const mask: FunctionRow = {
  ...maskRow,
  defaults: maskDefaults,
  resolve: (given, context) => {
    const args = [given[0]!, ...maskDefaults.map((each, i) => given[i + 1] ?? each)];
    for (const [i, name] of maskRow.parameters.entries()) {
      const character = args[i]!;
      if (
        i > 0 &&
        character.kind === "literal" &&
        typeof character.value === "string" &&
        [...character.value].length !== 1
      )
        throw mismatch("INPUT_SIZE_NOT_ONE", "mask", args, `Length of ${name} should be 1.`);
    }
    return maskRow.resolve(args, context);
  },
};

export const string: readonly FunctionRow[] = [
  ...withAliases(
    define("upper", "str", [text], StringType, {
      doc: "The text in capitals.",
      example: "upper('SparkSql')",
    }),
    "ucase",
  ),
  ...withAliases(
    define("lower", "str", [text], StringType, {
      doc: "The text in small letters.",
      example: "lower('SparkSql')",
    }),
    "lcase",
  ),
  define("initcap", "str", [text], StringType, {
    doc: "The text with a capital at the beginning of each word.",
    example: "initcap('sPark sql')",
  }),
  ...trim("trim", "BOTH", "The text without spaces, or without the given characters, at its ends."),
  ...trim("ltrim", "LEADING", "The text without spaces, or without the given characters, at its beginning."),
  ...trim("rtrim", "TRAILING", "The text without spaces, or without the given characters, at its end."),
  define("btrim", "str[, trimStr]", [text, text], StringType, {
    doc: "The text without spaces, or without the given characters, at its ends.",
    example: "btrim('SSparkSQLS', 'SL')",
    kernel: "trim_both",
  }),
  pad("lpad", "The text filled up on the left, or cut, to a length."),
  pad("rpad", "The text filled up on the right, or cut, to a length."),
  ...withAliases(
    define("length", "expr", [stringOrBinary], IntegerType, {
      doc: "How many characters the text has, or bytes the binary.",
      example: "length('Spark SQL ')",
    }),
    "len",
    "char_length",
    "character_length",
  ),
  define("octet_length", "expr", [stringOrBinary], IntegerType, {
    doc: "How many bytes the text has in UTF-8, or the binary.",
    example: "octet_length('Spark SQL')",
  }),
  define("bit_length", "expr", [stringOrBinary], IntegerType, {
    doc: "How many bits the text has in UTF-8, or the binary.",
    example: "bit_length('Spark SQL')",
  }),
  ...withAliases(
    define("substring", "str, pos[, len]", [stringOrBinary, int, int], asFirst, {
      doc: "The part from a position on, counted from 1, or from the end where negative.",
      example: "substring('Spark SQL', 5, 1)",
      defaults: [num(2147483647)],
    }),
    "substr",
  ),
  define("left", "str, len", [stringOrBinary, int], asFirst, {
    doc: "The first characters.",
    example: "left('Spark SQL', 3)",
  }),
  define("right", "str, len", [text, int], StringType, {
    doc: "The last characters.",
    example: "right('Spark SQL', 3)",
    nullable: true,
  }),
  define("substring_index", "str, delim, count", [text, text, int], StringType, {
    doc: "The part before the count-th delimiter, or after the count-th from the end where negative.",
    example: "substring_index('www.apache.org', '.', 2)",
  }),
  define("instr", "str, substr", [text, text], IntegerType, {
    doc: "Where a text first stands, counted from 1; 0 when nowhere.",
    example: "instr('SparkSQL', 'SQL')",
  }),
  ...withAliases(
    define("locate", "substr, str[, pos]", [text, text, int], IntegerType, {
      doc: "Where a text first stands at or after a position, counted from 1; 0 when nowhere.",
      example: "locate('bar', 'foobarbar', 5)",
      defaults: [num(1)],
    }),
    "position",
  ),
  define("replace", "str, search[, replace]", [text, text, text], StringType, {
    doc: "The text with every occurrence of a part replaced, or left out.",
    example: "replace('ABCabc', 'abc', 'DEF')",
    defaults: [str("")],
  }),
  define("translate", "input, from, to", [text, text, text], StringType, {
    doc: "The text with each character of `from` replaced by that of `to` at its place.",
    example: "translate('AaBbCc', 'abc', '123')",
  }),
  define(
    "reverse",
    "array",
    [
      {
        sql: '("STRING" or "ARRAY")',
        fit: (argument, ansi) => (typeOf(argument).kind === "array" ? argument : text.fit(argument, ansi)),
      },
    ],
    args => typeOf(args[0]!),
    { doc: "The text, or the array, from its end to its beginning.", example: "reverse('Spark SQL')" },
  ),
  define("repeat", "str, n", [text, int], StringType, {
    doc: "The text a number of times.",
    example: "repeat('123', 2)",
  }),
  define("space", "n", [int], StringType, { doc: "A number of spaces.", example: "concat(space(2), '1')" }),
  concatWs,
  elt,
  overlay,
  define("ascii", "str", [text], IntegerType, {
    doc: "The code point of the first character.",
    example: "ascii('222')",
  }),
  ...withAliases(
    define("chr", "expr", [long], StringType, {
      doc: "The character of a code, modulo 256.",
      example: "chr(65)",
    }),
    "char",
  ),
  define("levenshtein", "str1, str2[, threshold]", [text, text, int], IntegerType, {
    doc: "How many characters differ; -1 above the threshold.",
    example: "levenshtein('kitten', 'sitting')",
  }),
  define("soundex", "str", [text], StringType, { doc: "The Soundex code.", example: "soundex('Miller')" }),
  define("find_in_set", "str, str_array", [text, text], IntegerType, {
    doc: "The place of a text in a list with commas, from 1; 0 when it is not in it.",
    example: "find_in_set('ab', 'abc,b,ab,c,def')",
  }),
  define("split_part", "str, delimiter, partNum", [text, text, int], StringType, {
    doc: "A part of the text between delimiters, counted from 1, or from the end where negative.",
    example: "split_part('11.12.13', '.', 3)",
    nullable: true,
  }),
  pairTest("startswith", "Whether the first begins with the second.", "startswith('Spark SQL', 'Spark')"),
  pairTest("endswith", "Whether the first ends with the second.", "endswith('Spark SQL', 'SQL')"),
  pairTest("contains", "Whether the first has the second within.", "contains('Spark SQL', 'Spark')"),
  define("sentences", "str[, lang, country]", [text, text, text], ArrayType(ArrayType(StringType)), {
    doc: "The words of each sentence.",
    example: "sentences('Hi there! Good morning.')",
    defaults: [str(""), str("")],
    nullable: true,
  }),
  define("quote", "str", [text], StringType, {
    doc: "The text in single quotes, with those within escaped.",
    example: "quote('Don\\'t')",
  }),
  define("luhn_check", "str", [text], BooleanType, {
    doc: "Whether the digits end in the right check digit.",
    example: "luhn_check('8112189876')",
    nullable: true,
  }),
  mask,
  define(
    "str_to_map",
    "text[, pairDelim, keyValueDelim]",
    [text, text, text],
    MapType(StringType, StringType),
    {
      doc: "A map of the text's pairs.",
      example: "str_to_map('a:1,b:2,c:3', ',', ':')",
      defaults: [str(","), str(":")],
    },
  ),
  ...withAliases(
    define("format_string", "strfmt, obj, ...", [text, any], StringType, {
      doc: "The values in the places of a printf-style format.",
      example: "format_string('Hello World %d %s', 100, 'days')",
    }),
    "printf",
  ).map(row => ({ ...row, arity: [1, Number.POSITIVE_INFINITY] as const })),
  define("collation", "expr", [text], StringType, {
    doc: "The name of the text's collation.",
    example: "collation('Spark SQL')",
    nullable: false,
  }),
];
