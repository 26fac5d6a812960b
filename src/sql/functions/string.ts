import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, given, value } from "./call.js";

/** The text in capitals. */
export const upper = (e: ColumnOrName): Column => call("upper", e);

/** The text in capitals. */
export const ucase = (str: ColumnOrName): Column => call("ucase", str);

/** The text in small letters. */
export const lower = (e: ColumnOrName): Column => call("lower", e);

/** The text in small letters. */
export const lcase = (str: ColumnOrName): Column => call("lcase", str);

/** The text with a capital at the beginning of each word. */
export const initcap = (e: ColumnOrName): Column => call("initcap", e);

/** The text without spaces, or without the given characters, at its ends. */
export const trim = (e: ColumnOrName, trimString?: string): Column =>
  trimString === undefined ? call("trim", e) : call("trim", value(trimString), e);

/** The text without spaces, or without the given characters, at its beginning. */
export const ltrim = (e: ColumnOrName, trimString?: string): Column =>
  trimString === undefined ? call("ltrim", e) : call("ltrim", value(trimString), e);

/** The text without spaces, or without the given characters, at its end. */
export const rtrim = (e: ColumnOrName, trimString?: string): Column =>
  trimString === undefined ? call("rtrim", e) : call("rtrim", value(trimString), e);

/** The text without spaces, or without the given characters, at its ends. */
export const btrim = (str: ColumnOrName, trim?: ColumnOrName): Column => call("btrim", str, ...given(trim));

/** The text filled up on the left, or cut, to a length. */
export const lpad = (str: ColumnOrName, len: number, pad: string | Uint8Array): Column =>
  call("lpad", str, value(len), value(pad));

/** The text filled up on the right, or cut, to a length. */
export const rpad = (str: ColumnOrName, len: number, pad: string | Uint8Array): Column =>
  call("rpad", str, value(len), value(pad));

/** How many characters the text has, or bytes the binary. */
export const length = (e: ColumnOrName): Column => call("length", e);

/** How many characters the text has, or bytes the binary. */
export const len = (e: ColumnOrName): Column => call("len", e);

/** How many characters the text has, or bytes the binary. */
export const char_length = (str: ColumnOrName): Column => call("char_length", str);

/** How many characters the text has, or bytes the binary. */
export const character_length = (str: ColumnOrName): Column => call("character_length", str);

/** How many bytes the text has in UTF-8, or the binary. */
export const octet_length = (e: ColumnOrName): Column => call("octet_length", e);

/** How many bits the text has in UTF-8, or the binary. */
export const bit_length = (e: ColumnOrName): Column => call("bit_length", e);

/** The part from a position on, counted from 1, or from the end where negative. */
export const substring = (str: ColumnOrName, pos: Column | number, len: Column | number): Column =>
  call("substring", str, value(pos), value(len));

/** The part from a position on, counted from 1, or from the end where negative. */
export const substr = (str: ColumnOrName, pos: Column, len?: Column): Column =>
  call("substr", str, value(pos), ...(len === undefined ? [] : [value(len)]));

/** The first characters. */
export const left = (str: ColumnOrName, len: ColumnOrName): Column => call("left", str, len);

/** The last characters. */
export const right = (str: ColumnOrName, len: ColumnOrName): Column => call("right", str, len);

/** The part before the count-th delimiter, or after the count-th from the end where negative. */
export const substring_index = (str: ColumnOrName, delim: string, count: number): Column =>
  call("substring_index", str, value(delim), value(count));

/** Where a text first stands, counted from 1; 0 when nowhere. */
export const instr = (str: ColumnOrName, substring: Column | string): Column =>
  call("instr", str, value(substring));

/** Where a text first stands at or after a position, counted from 1; 0 when nowhere. */
export const locate = (substr: string, str: ColumnOrName, pos?: number): Column =>
  call("locate", value(substr), str, ...(pos === undefined ? [] : [value(pos)]));

/** Where a text first stands at or after a position, counted from 1; 0 when nowhere. */
export const position = (substr: ColumnOrName, str: ColumnOrName, start?: ColumnOrName): Column =>
  call("position", substr, str, ...given(start));

/** The text with every occurrence of a part replaced, or left out. */
export const replace = (src: ColumnOrName, search: ColumnOrName, replace?: ColumnOrName): Column =>
  call("replace", src, search, ...given(replace));

/** The text with each character of `from` replaced by that of `to` at its place. */
export const translate = (src: ColumnOrName, matchingString: string, replaceString: string): Column =>
  call("translate", src, value(matchingString), value(replaceString));

/** The text, or the array, from its end to its beginning. */
export const reverse = (e: ColumnOrName): Column => call("reverse", e);

/** The text a number of times. */
export const repeat = (str: ColumnOrName, n: Column | number): Column => call("repeat", str, value(n));

/** The texts, binaries or arrays one after the other. */
export const concat = (...exprs: ColumnOrName[]): Column => call("concat", ...exprs);

/** The texts and the arrays' items with a separator between them; NULLs are left out. */
export const concat_ws = (sep: string, ...exprs: ColumnOrName[]): Column =>
  call("concat_ws", value(sep), ...exprs);

/** The n-th of the inputs, counted from 1. */
export const elt = (...inputs: ColumnOrName[]): Column => call("elt", ...inputs);

/** The text with the characters from a position replaced. */
export const overlay = (
  src: ColumnOrName,
  replace: ColumnOrName,
  pos: ColumnOrName,
  len?: ColumnOrName,
): Column => call("overlay", src, replace, pos, ...given(len));

/** The code point of the first character. */
export const ascii = (e: ColumnOrName): Column => call("ascii", e);

/** The character of a code, modulo 256. */
export const chr = (n: ColumnOrName): Column => call("chr", n);

/** The character of a code, modulo 256. */
export const char = (n: ColumnOrName): Column => call("char", n);

/** How many characters differ; -1 above the threshold. */
export const levenshtein = (l: ColumnOrName, r: ColumnOrName, threshold?: number): Column =>
  call("levenshtein", l, r, ...(threshold === undefined ? [] : [value(threshold)]));

/** The Soundex code. */
export const soundex = (e: ColumnOrName): Column => call("soundex", e);

/** The place of a text in a list with commas, from 1; 0 when it is not in it. */
export const find_in_set = (str: ColumnOrName, strArray: ColumnOrName): Column =>
  call("find_in_set", str, strArray);

/** A part of the text between delimiters, counted from 1, or from the end where negative. */
export const split_part = (str: ColumnOrName, delimiter: ColumnOrName, partNum: ColumnOrName): Column =>
  call("split_part", str, delimiter, partNum);

/** Whether the first begins with the second. */
export const startswith = (str: ColumnOrName, prefix: ColumnOrName): Column =>
  call("startswith", str, prefix);

/** Whether the first ends with the second. */
export const endswith = (str: ColumnOrName, suffix: ColumnOrName): Column => call("endswith", str, suffix);

/** Whether the first has the second within. */
export const contains = (left: ColumnOrName, right: ColumnOrName): Column => call("contains", left, right);

/** The words of each sentence. */
export const sentences = (string: ColumnOrName, language?: ColumnOrName, country?: ColumnOrName): Column =>
  call("sentences", string, ...given(language, country));

/** The text in single quotes, with those within escaped. */
export const quote = (str: ColumnOrName): Column => call("quote", str);

/** Whether the digits end in the right check digit. */
export const luhn_check = (str: ColumnOrName): Column => call("luhn_check", str);

/** The text with its letters, digits and other characters replaced, each kind by one character; NULL keeps a kind. */
export const mask = (
  input: ColumnOrName,
  upperChar?: ColumnOrName,
  lowerChar?: ColumnOrName,
  digitChar?: ColumnOrName,
  otherChar?: ColumnOrName,
): Column => call("mask", input, ...given(upperChar, lowerChar, digitChar, otherChar));

/** A map of the text's pairs. */
export const str_to_map = (
  text: ColumnOrName,
  pairDelim?: ColumnOrName,
  keyValueDelim?: ColumnOrName,
): Column => call("str_to_map", text, ...given(pairDelim, keyValueDelim));

/** The values in the places of a printf-style format. */
export const format_string = (format: string, ...args: ColumnOrName[]): Column =>
  call("format_string", value(format), ...args);

/** The values in the places of a printf-style format. */
export const printf = (format: ColumnOrName, ...args: ColumnOrName[]): Column =>
  call("printf", format, ...args);

/** The name of the text's collation. */
export const collation = (e: ColumnOrName): Column => call("collation", e);
