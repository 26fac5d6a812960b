import { createHash } from "node:crypto";
import type { DataType, Value } from "../../types/index.js";
import { IllegalArgumentException, SparkError } from "../../util/errors.js";
import { crc32 } from "../hashing/crc32.js";
import { charsets, isValidUtf8 } from "../text/charsets.js";
import { conv } from "../text/conv.js";
import { invalidParameter } from "./argument-errors.js";
import { comparatorOf } from "./compare.js";
import { type Kernel, type KernelContext, loose, strict } from "./kernel.js";

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex").toUpperCase();
const bytesOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === "string" ? Buffer.from(value) : value;
const textOf = (value: string | Uint8Array): string =>
  typeof value === "string" ? value : Buffer.from(value).toString("utf8");

function unhex(text: string): Uint8Array | null {
  return /^[0-9a-fA-F]*$/.test(text) ? Buffer.from(text.length % 2 ? `0${text}` : text, "hex") : null;
}

/** Java's MIME decoder: what is not of the alphabet is passed over. */
function unbase64(text: string): Uint8Array {
  const clean = text.replace(/[^A-Za-z0-9+/=]/g, "");
  const data = clean.replace(/=.*$/, "");
  if (data.length % 4 === 1) throw new IllegalArgumentException("Last unit does not have enough valid bits");
  const padding = clean.slice(data.length);
  if (
    padding !== "" &&
    !(padding.length === 1 ? data.length % 4 === 3 : padding === "==" && data.length % 4 === 2)
  )
    throw new IllegalArgumentException(
      `Input byte array has incorrect ending byte at ${text.indexOf("=") + 1}`,
    );
  return Buffer.from(data, "base64");
}

function charsetOf(name: string, functionName: string) {
  const charset = charsets[name.toLowerCase()];
  if (!charset)
    throw invalidParameter(
      "CHARSET",
      "`charset`",
      `\`${functionName}\``,
      `expects one of the ${Object.keys(charsets).join(", ")}, but got ${name}.`,
    );
  return charset;
}

function malformed(functionName: string, charset: string): SparkError {
  return new SparkError(
    "MALFORMED_CHARACTER_CODING",
    `Invalid value found when performing \`${functionName}\` with ${charset}`,
    "22000",
  );
}

const strictBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const binaryFormats: Readonly<Record<string, (text: string) => Uint8Array | null>> = {
  hex: unhex,
  base64: text => (strictBase64.test(text.replace(/\s/g, "")) ? Buffer.from(text, "base64") : null),
  "utf-8": text => Buffer.from(text),
  utf8: text => Buffer.from(text),
};

function toBinary(tolerant: boolean): Kernel {
  return strict(() => (text: string, format = "hex") => {
    const bytes = binaryFormats[format.toLowerCase()]?.(text) ?? null;
    if (bytes === null && !tolerant)
      throw new SparkError(
        "CONVERSION_INVALID_INPUT",
        `The value '${text}' ('${format.toUpperCase()}') cannot be converted to "BINARY" because it is malformed. Correct the value as per the syntax, or change its format. Use \`try_to_binary\` to tolerate malformed input and return NULL instead.`,
        "22018",
      );
    return bytes;
  });
}

function decodeCase(types: readonly DataType[]) {
  const compare = comparatorOf(types[0] as Parameters<typeof comparatorOf>[0]);
  return (value: Value, ...cases: Value[]): Value => {
    for (let i = 0; i + 1 < cases.length; i += 2) {
      const search = cases[i]!;
      if (value === null ? search === null : search !== null && compare(value, search) === 0)
        return cases[i + 1]!;
    }
    return cases.length % 2 ? cases.at(-1)! : null;
  };
}

const digest = (algorithm: string) => (bytes: Uint8Array) =>
  createHash(algorithm).update(bytes).digest("hex");

const sha2Algorithms: Readonly<Record<number, string>> = {
  0: "sha256",
  224: "sha224",
  256: "sha256",
  384: "sha384",
  512: "sha512",
};

function convert(text: string, from: number, to: number, context: KernelContext): string | null {
  const result = conv(text, from, to);
  if (result !== "overflow") return result;
  if (!context.ansi) return to < 0 ? "-1" : (2n ** 64n - 1n).toString(Math.abs(to)).toUpperCase();
  throw new SparkError(
    "ARITHMETIC_OVERFLOW",
    'Overflow in function conv(). If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.',
    "22003",
  );
}

function validated(value: string | Uint8Array): string {
  const bytes = bytesOf(value);
  if (isValidUtf8(bytes)) return textOf(value);
  const shown = Array.from(bytes, byte => `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  throw new SparkError(
    "INVALID_UTF8_STRING",
    `Invalid UTF8 byte sequence found in string: ${shown}.`,
    "22029",
  );
}

export const encoding: Readonly<Record<string, Kernel>> = {
  base64: strict(() => (bytes: Uint8Array) => Buffer.from(bytes).toString("base64")),
  unbase64: strict(() => unbase64),
  encode: strict(() => (text: string, name: string) => {
    const bytes = charsetOf(name, "encode").encode(text);
    if (!bytes) throw malformed("encode", name);
    return bytes;
  }),
  decode: strict(() => (bytes: Uint8Array, name: string) => {
    const text = charsetOf(name, "decode").decode(bytes);
    if (text === undefined) throw malformed("decode", name);
    return text;
  }),
  decode_case: loose(decodeCase),
  hex: strict(([type]) =>
    type?.kind === "long"
      ? (value: bigint) => BigInt.asUintN(64, value).toString(16).toUpperCase()
      : (value: string | Uint8Array) => hexOf(bytesOf(value)),
  ),
  unhex: strict(() => unhex),
  bin: strict(() => (value: bigint) => BigInt.asUintN(64, value).toString(2)),
  conv: strict(
    (_, __, context) => (text: string, from: number, to: number) => convert(text, from, to, context),
  ),
  to_binary: toBinary(false),
  try_to_binary: toBinary(true),
  is_valid_utf8: strict(() => (value: string | Uint8Array) => isValidUtf8(bytesOf(value))),
  make_valid_utf8: strict(() => textOf),
  validate_utf8: strict(() => validated),
  try_validate_utf8: strict(
    () => (value: string | Uint8Array) => (isValidUtf8(bytesOf(value)) ? textOf(value) : null),
  ),
  crc32: strict(() => (bytes: Uint8Array) => BigInt(crc32(bytes))),
  md5: strict(() => digest("md5")),
  sha1: strict(() => digest("sha1")),
  sha2: strict(() => (bytes: Uint8Array, length: number) => {
    const algorithm = sha2Algorithms[length];
    return algorithm === undefined ? null : digest(algorithm)(bytes);
  }),
};
