import { BinaryType, BooleanType, LongType, StringType } from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, commonTypeOf, expectCount, isNumeric, mismatch } from "./coercion.js";
import { define } from "./define.js";
import { isFoldable } from "./foldable.js";
import type { FunctionRow, ResolvedCall } from "./function-row.js";
import { binary, int, long, type ParameterType, stringOrBinary, string as text } from "./parameter.js";

/** Numbers as BIGINT, what is none as text. */
const hexInput: ParameterType = {
  sql: '("BIGINT" or "BINARY" or "STRING")',
  fit: (argument, ansi) =>
    isNumeric(typeOf(argument)) ? castTo(argument, LongType) : stringOrBinary.fit(argument, ansi),
};

const charsetDecode = define("decode", "bin, charset", [binary, text], StringType, {
  doc: "The bytes as text in a charset; or, of more arguments, the result behind the first value that equals the expression.",
  example: "decode(encode('abc', 'utf-8'), 'utf-8')",
  nullable: true,
});

/** `decode(expr, search, result, …[, default])` compares as `<=>`, so NULL finds NULL. */
function decodeCase(args: readonly Expression[], ansi: boolean): ResolvedCall {
  const pairs = args.length % 2 === 0 ? args.length - 1 : args.length;
  const results = args.filter(
    (_, i) => (i > 0 && i < pairs && i % 2 === 0) || (pairs < args.length && i === pairs),
  );
  const searches = args.filter((_, i) => i === 0 || (i < pairs && i % 2 === 1));
  const type = commonTypeOf(results, ansi);
  const key = commonTypeOf(searches, ansi);
  if (!type || !key)
    throw mismatch("DATA_DIFF_TYPES", "decode", args, "Input to `decode` should all be the same type.");
  return {
    args: args.map(each => castTo(each, results.includes(each) ? type : key)),
    type,
    kernel: "decode_case",
    nullable: pairs === args.length || results.some(isNullable),
    sql: `decode(${args.map(sqlText).join(", ")})`,
  };
}

const FORMATS = ["hex", "utf-8", "utf8", "base64"];

function toBinary(name: string, tolerant: boolean): FunctionRow {
  const row = define(name, "str[, fmt]", [text, text], BinaryType, {
    doc: `The bytes that a text writes in hexadecimal, Base64 or UTF-8${tolerant ? "; NULL where it does not" : ""}.`,
    example: `${name}('abc', 'utf-8')`,
    nullable: true,
  });
  return {
    ...row,
    resolve: (args, context) => {
      const format = args[1];
      if (format && !isFoldable(format))
        throw mismatch(
          "NON_FOLDABLE_INPUT",
          name,
          args,
          `the input \`fmt\` should be a foldable "STRING" expression; however, got "${sqlText(format)}".`,
        );
      if (
        format?.kind === "literal" &&
        typeof format.value === "string" &&
        !FORMATS.includes(format.value.toLowerCase()) &&
        !tolerant
      )
        throw mismatch(
          "INVALID_ARG_VALUE",
          name,
          args,
          `The fmt value must to be a case-insensitive "STRING" literal of 'hex', 'utf-8', 'utf8', or 'base64', but got '${format.value}'.`,
        );
      return row.resolve(args, context);
    },
  };
}

export const encoding: readonly FunctionRow[] = [
  define("base64", "bin", [binary], StringType, {
    doc: "The bytes in Base64.",
    example: "base64('Spark SQL')",
  }),
  define("unbase64", "str", [text], BinaryType, {
    doc: "The bytes that Base64 writes.",
    example: "unbase64('U3BhcmsgU1FM')",
  }),
  define("encode", "str, charset", [text, text], BinaryType, {
    doc: "The text's bytes in a charset.",
    example: "encode('abc', 'utf-8')",
    nullable: true,
  }),
  {
    ...charsetDecode,
    arity: [2, Number.POSITIVE_INFINITY],
    parameters: ["bin", "charset"],
    resolve: (args, context) => {
      if (args.length < 2) expectCount("decode", args, 2);
      return args.length === 2 ? charsetDecode.resolve(args, context) : decodeCase(args, context.ansi);
    },
  },
  define("hex", "expr", [hexInput], StringType, {
    doc: "The number, or the bytes, in hexadecimal.",
    example: "hex('Spark SQL')",
  }),
  define("unhex", "expr", [text], BinaryType, {
    doc: "The bytes that hexadecimal digits write; NULL where they are none.",
    example: "decode(unhex('537061726B2053514C'), 'UTF-8')",
    nullable: true,
  }),
  define("bin", "expr", [long], StringType, { doc: "The number in binary digits.", example: "bin(13)" }),
  define("conv", "num, from_base, to_base", [text, int, int], StringType, {
    doc: "The number in another base.",
    example: "conv('100', 2, 10)",
    nullable: true,
  }),
  toBinary("to_binary", false),
  toBinary("try_to_binary", true),
  define("is_valid_utf8", "str", [stringOrBinary], BooleanType, {
    doc: "Whether the bytes are UTF-8.",
    example: "is_valid_utf8(x'61')",
    nullable: true,
  }),
  define("make_valid_utf8", "str", [stringOrBinary], StringType, {
    doc: "The text, with U+FFFD for bytes that are not UTF-8.",
    example: "make_valid_utf8(x'80')",
    nullable: true,
  }),
  define("validate_utf8", "str", [stringOrBinary], StringType, {
    doc: "The text; an error where its bytes are not UTF-8.",
    example: "validate_utf8('Spark')",
    nullable: true,
  }),
  define("try_validate_utf8", "str", [stringOrBinary], StringType, {
    doc: "The text; NULL where its bytes are not UTF-8.",
    example: "try_validate_utf8(x'80')",
    nullable: true,
  }),
  define("crc32", "expr", [binary], LongType, {
    doc: "The CRC-32 checksum of the bytes.",
    example: "crc32('Spark')",
  }),
  define("md5", "expr", [binary], StringType, {
    doc: "The MD5 hash of the bytes, in hexadecimal.",
    example: "md5('Spark')",
  }),
  ...["sha", "sha1"].map(name =>
    define(name, "expr", [binary], StringType, {
      doc: "The SHA-1 hash of the bytes, in hexadecimal.",
      example: `${name}('Spark')`,
      kernel: "sha1",
    }),
  ),
  define("sha2", "expr, bitLength", [binary, int], StringType, {
    doc: "The SHA-224, 256, 384 or 512 hash of the bytes, in hexadecimal; 0 is 256.",
    example: "sha2('Spark', 256)",
    nullable: true,
  }),
  aes(
    "aes_encrypt",
    "expr, key[, mode, padding, iv, aad]",
    [binary, binary, text, text, binary, binary],
    "The bytes encrypted by AES; mode is GCM, CBC or ECB.",
    2,
    "base64(aes_encrypt('Spark SQL', '1234567890abcdef', 'ECB', 'PKCS'))",
  ),
  aes(
    "aes_decrypt",
    "expr, key[, mode, padding, aad]",
    [binary, binary, text, text, binary],
    "The bytes decrypted by AES.",
    1,
    "aes_decrypt(unbase64('3lmwu+Mw0H3fi5NDvcu9lg=='), '1234567890abcdef', 'ECB', 'PKCS')",
  ),
  aes(
    "try_aes_decrypt",
    "expr, key[, mode, padding, aad]",
    [binary, binary, text, text, binary],
    "The bytes decrypted by AES; NULL where they cannot be.",
    1,
    "try_aes_decrypt(unbase64('3lmwu+Mw0H3fi5NDvcu9lg=='), '1234567890abcdef', 'ECB', 'PKCS')",
  ),
];

function aes(
  name: string,
  signature: string,
  parameters: Parameters<typeof define>[2],
  doc: string,
  blanks: number,
  example: string,
): FunctionRow {
  const empty = literal("", StringType);
  return define(name, signature, parameters, BinaryType, {
    doc,
    example,
    nullable: true,
    defaults: [
      literal("GCM", StringType),
      literal("DEFAULT", StringType),
      ...Array.from({ length: blanks }, () => empty),
    ],
  });
}
