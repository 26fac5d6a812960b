import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, given, value } from "./call.js";

/** The bytes in Base64. */
export const base64 = (e: ColumnOrName): Column => call("base64", e);

/** The bytes that Base64 writes. */
export const unbase64 = (e: ColumnOrName): Column => call("unbase64", e);

/** The text's bytes in a charset. */
export const encode = (text: ColumnOrName, charset: string): Column => call("encode", text, value(charset));

/** The bytes as text in a charset; or, of more arguments, the result behind the first value that equals the expression. */
export const decode = (text: ColumnOrName, charset: string): Column => call("decode", text, value(charset));

/** The number, or the bytes, in hexadecimal. */
export const hex = (column: ColumnOrName): Column => call("hex", column);

/** The bytes that hexadecimal digits write; NULL where they are none. */
export const unhex = (column: ColumnOrName): Column => call("unhex", column);

/** The number in binary digits. */
export const bin = (e: ColumnOrName): Column => call("bin", e);

/** The number in another base. */
export const conv = (num: ColumnOrName, fromBase: number, toBase: number): Column =>
  call("conv", num, value(fromBase), value(toBase));

/** The bytes that a text writes in hexadecimal, Base64 or UTF-8. */
export const to_binary = (e: ColumnOrName, f?: ColumnOrName): Column => call("to_binary", e, ...given(f));

/** The bytes that a text writes in hexadecimal, Base64 or UTF-8; NULL where it does not. */
export const try_to_binary = (e: ColumnOrName, f?: ColumnOrName): Column =>
  call("try_to_binary", e, ...given(f));

/** Whether the bytes are UTF-8. */
export const is_valid_utf8 = (str: ColumnOrName): Column => call("is_valid_utf8", str);

/** The text, with U+FFFD for bytes that are not UTF-8. */
export const make_valid_utf8 = (str: ColumnOrName): Column => call("make_valid_utf8", str);

/** The text; an error where its bytes are not UTF-8. */
export const validate_utf8 = (str: ColumnOrName): Column => call("validate_utf8", str);

/** The text; NULL where its bytes are not UTF-8. */
export const try_validate_utf8 = (str: ColumnOrName): Column => call("try_validate_utf8", str);

/** The CRC-32 checksum of the bytes. */
export const crc32 = (e: ColumnOrName): Column => call("crc32", e);

/** The MD5 hash of the bytes, in hexadecimal. */
export const md5 = (e: ColumnOrName): Column => call("md5", e);

/** The SHA-1 hash of the bytes, in hexadecimal. */
export const sha = (col: ColumnOrName): Column => call("sha", col);

/** The SHA-1 hash of the bytes, in hexadecimal. */
export const sha1 = (e: ColumnOrName): Column => call("sha1", e);

/** The SHA-224, 256, 384 or 512 hash of the bytes, in hexadecimal; 0 is 256. */
export const sha2 = (e: ColumnOrName, numBits: number): Column => call("sha2", e, value(numBits));

/** The Murmur3 hash of the values. */
export const hash = (...cols: ColumnOrName[]): Column => call("hash", ...cols);

/** The 64-bit XXH64 hash of the values. */
export const xxhash64 = (...cols: ColumnOrName[]): Column => call("xxhash64", ...cols);

/** The bytes encrypted by AES; mode is GCM, CBC or ECB. */
export const aes_encrypt = (
  input: ColumnOrName,
  key: ColumnOrName,
  mode?: ColumnOrName,
  padding?: ColumnOrName,
  iv?: ColumnOrName,
  aad?: ColumnOrName,
): Column => call("aes_encrypt", input, key, ...given(mode, padding, iv, aad));

/** The bytes decrypted by AES. */
export const aes_decrypt = (
  input: ColumnOrName,
  key: ColumnOrName,
  mode?: ColumnOrName,
  padding?: ColumnOrName,
  aad?: ColumnOrName,
): Column => call("aes_decrypt", input, key, ...given(mode, padding, aad));

/** The bytes decrypted by AES; NULL where they cannot be. */
export const try_aes_decrypt = (
  input: ColumnOrName,
  key: ColumnOrName,
  mode?: ColumnOrName,
  padding?: ColumnOrName,
  aad?: ColumnOrName,
): Column => call("try_aes_decrypt", input, key, ...given(mode, padding, aad));

/** A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO; of QUERY a key's value. */
export const parse_url = (url: ColumnOrName, partToExtract: ColumnOrName, key?: ColumnOrName): Column =>
  call("parse_url", url, partToExtract, ...given(key));

/** A part of a URL; NULL where it is none. */
export const try_parse_url = (url: ColumnOrName, partToExtract: ColumnOrName, key?: ColumnOrName): Column =>
  call("try_parse_url", url, partToExtract, ...given(key));

/** The text in the application/x-www-form-urlencoded form. */
export const url_encode = (str: ColumnOrName): Column => call("url_encode", str);

/** The text that the application/x-www-form-urlencoded form stands for. */
export const url_decode = (str: ColumnOrName): Column => call("url_decode", str);

/** As url_decode; NULL where it is no such form. */
export const try_url_decode = (str: ColumnOrName): Column => call("try_url_decode", str);
