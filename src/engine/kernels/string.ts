import type { DataType } from "../../types/index.js";
import { characterCount, indexOfCharacters, sliceCharacters, substringBounds } from "../text/code-points.js";
import { initcap, levenshtein, luhnCheck, sentences, soundex } from "../text/words.js";
import { elementIndexOutOfBounds, invalidIndexZero } from "./argument-errors.js";
import { type Kernel, loose, strict } from "./kernel.js";

const isBinary = (type: DataType | undefined): boolean => type?.kind === "binary";
const utf8Length = (value: string | Uint8Array): number =>
  typeof value === "string" ? Buffer.byteLength(value) : value.length;

/** One code for text, another for bytes, chosen by the first argument's type. */
// biome-ignore lint/suspicious/noExplicitAny: as in kernel.ts: analysis has checked the types
const byType = (ofText: (...args: any[]) => any, ofBytes: (...args: any[]) => any): Kernel =>
  strict(([type]) => (isBinary(type) ? ofBytes : ofText));

/** Cuts what is among `chars` (a space when left out) off the ends. */
function trimmer(leading: boolean, trailing: boolean): Kernel {
  const trim = <T>(items: ArrayLike<T>, drop: (item: T) => boolean): [number, number] => {
    let [from, to] = [0, items.length];
    while (leading && from < to && drop(items[from]!)) from++;
    while (trailing && to > from && drop(items[to - 1]!)) to--;
    return [from, to];
  };
  return strict(() => (text: string, chars?: string) => {
    if (chars === undefined) return text.slice(...trim(text, each => each === " "));
    const set = new Set(chars);
    const characters = [...text];
    return characters.slice(...trim(characters, each => set.has(each))).join("");
  });
}

function padder(left: boolean): Kernel {
  const fillOf = <T>(fill: readonly T[], length: number): T[] =>
    fill.length === 0 ? [] : Array.from({ length }, (_, i) => fill[i % fill.length]!);
  const pad = <T>(items: readonly T[], length: number, fill: readonly T[]): T[] => {
    if (length <= items.length) return items.slice(0, Math.max(0, length));
    const filling = fillOf(fill, length - items.length);
    return left ? [...filling, ...items] : [...items, ...filling];
  };
  return byType(
    (text: string, length: number, fill: string) => pad([...text], length, [...fill]).join(""),
    (bytes: Uint8Array, length: number, fill: Uint8Array) =>
      Uint8Array.from(pad([...bytes], length, [...fill])),
  );
}

function overlay<T extends string | Uint8Array>(
  length: (value: T) => number,
  slice: (value: T, from: number, to: number) => T,
  join: (...parts: T[]) => T,
) {
  return (input: T, replacement: T, position: number, count: number) => {
    const cut = count >= 0 ? count : length(replacement);
    const rest = substringBounds(length(input), position + cut, 2147483647);
    return join(
      slice(input, ...substringBounds(length(input), 1, position - 1)),
      replacement,
      slice(input, ...rest),
    );
  };
}

const positionOf = (text: string, part: string): number => indexOfCharacters(text, part, 0) + 1;

/** Occurrences may overlap, as in Spark: each is looked for one character behind the last. */
function substringIndex(text: string, delimiter: string, count: number): string {
  if (delimiter === "" || count === 0) return "";
  let at = count > 0 ? -1 : text.length + 1;
  for (let n = Math.abs(count); n > 0; n--) {
    if (count < 0 && at === 0) return text;
    at = count > 0 ? text.indexOf(delimiter, at + 1) : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return count > 0 ? text.slice(0, at) : text.slice(at + delimiter.length);
}

function splitPart(text: string, delimiter: string, part: number): string {
  if (part === 0) throw invalidIndexZero();
  const parts = delimiter === "" ? [text] : text.split(delimiter);
  return parts.at(part > 0 ? part - 1 : part) ?? "";
}

function mask(
  text: string,
  upper: string | null,
  lower: string | null,
  digit: string | null,
  other: string | null,
): string {
  return Array.from(text, character => {
    const by = /^\p{Uppercase}$/u.test(character)
      ? upper
      : /^\p{Lowercase}$/u.test(character)
        ? lower
        : /^\p{Nd}$/u.test(character)
          ? digit
          : other;
    return by ?? character;
  }).join("");
}

function translate(text: string, from: string, to: string): string {
  const targets = [...to];
  const table = new Map<string, string>();
  for (const [i, character] of [...from].entries())
    if (!table.has(character)) table.set(character, targets[i] ?? "");
  return Array.from(text, character => table.get(character) ?? character).join("");
}

/** NULL in the list is nothing, in the place of the number NULL. */
function elt(n: number | null, ...inputs: readonly (string | Uint8Array | null)[]) {
  if (n === null) return null;
  if (n < 1 || n > inputs.length) throw elementIndexOutOfBounds(n, inputs.length);
  return inputs[n - 1]!;
}

export const string: Readonly<Record<string, Kernel>> = {
  upper: strict(() => (text: string) => text.toUpperCase()),
  lower: strict(() => (text: string) => text.toLowerCase()),
  initcap: strict(() => initcap),
  trim_both: trimmer(true, true),
  trim_leading: trimmer(true, false),
  trim_trailing: trimmer(false, true),
  lpad: padder(true),
  rpad: padder(false),
  length: byType(characterCount, (bytes: Uint8Array) => bytes.length),
  octet_length: strict(() => utf8Length),
  bit_length: strict(() => (value: string | Uint8Array) => utf8Length(value) * 8),
  substring: byType(
    (text: string, position: number, length: number) =>
      sliceCharacters(text, ...substringBounds(characterCount(text), position, length)),
    (bytes: Uint8Array, position: number, length: number) =>
      bytes.slice(...substringBounds(bytes.length, position, length)),
  ),
  left: byType(
    (text: string, length: number) => sliceCharacters(text, 0, Math.max(0, length)),
    (bytes: Uint8Array, length: number) => bytes.slice(0, Math.max(0, length)),
  ),
  right: strict(
    () => (text: string, length: number) =>
      length <= 0 ? "" : sliceCharacters(text, Math.max(0, characterCount(text) - length), text.length),
  ),
  substring_index: strict(() => substringIndex),
  instr: strict(() => positionOf),
  locate: loose(() => (part: string | null, text: string | null, position: number | null) => {
    if (position === null) return 0;
    if (part === null || text === null) return null;
    return position < 1 ? 0 : part === "" ? 1 : indexOfCharacters(text, part, position - 1) + 1;
  }),
  replace: strict(
    () => (text: string, search: string, by: string) => (search === "" ? text : text.split(search).join(by)),
  ),
  translate: strict(() => translate),
  reverse: strict(
    () => (value: string | readonly never[]) =>
      typeof value === "string" ? [...value].reverse().join("") : [...value].reverse(),
  ),
  repeat: strict(() => (text: string, times: number) => text.repeat(Math.max(0, times))),
  space: strict(() => (count: number) => " ".repeat(Math.max(0, count))),
  concat: strict((_, { kind }) =>
    kind === "array"
      ? (...parts: (readonly never[])[]) => parts.flat()
      : kind === "binary"
        ? (...parts: Uint8Array[]) => Buffer.concat(parts)
        : (...parts: string[]) => parts.join(""),
  ),
  concat_ws: loose(
    () =>
      (separator: string | null, ...parts: (string | null | readonly (string | null)[])[]) =>
        separator === null
          ? null
          : parts
              .flat()
              .filter(each => each !== null)
              .join(separator),
  ),
  elt: loose(() => elt),
  overlay: byType(
    overlay<string>(characterCount, sliceCharacters, (...parts) => parts.join("")),
    overlay<Uint8Array>(
      bytes => bytes.length,
      (bytes, from, to) => bytes.slice(from, to),
      (...parts) => Buffer.concat(parts),
    ),
  ),
  ascii: strict(() => (text: string) => text.codePointAt(0) ?? 0),
  chr: strict(() => (code: bigint) => (code < 0n ? "" : String.fromCharCode(Number(code & 0xffn)))),
  levenshtein: strict(() => (a: string, b: string, threshold?: number) => {
    const distance = levenshtein(a, b);
    return threshold !== undefined && distance > threshold ? -1 : distance;
  }),
  soundex: strict(() => soundex),
  find_in_set: strict(
    () => (text: string, list: string) => (text.includes(",") ? 0 : list.split(",").indexOf(text) + 1),
  ),
  split_part: strict(() => splitPart),
  startswith: byType(
    (text: string, part: string) => text.startsWith(part),
    (bytes: Uint8Array, part: Uint8Array) => Buffer.compare(bytes.subarray(0, part.length), part) === 0,
  ),
  endswith: byType(
    (text: string, part: string) => text.endsWith(part),
    (bytes: Uint8Array, part: Uint8Array) =>
      part.length <= bytes.length && Buffer.compare(bytes.subarray(bytes.length - part.length), part) === 0,
  ),
  contains: byType(
    (text: string, part: string) => text.includes(part),
    (bytes: Uint8Array, part: Uint8Array) => Buffer.from(bytes).includes(Buffer.from(part)),
  ),
  sentences: strict(() => (text: string) => sentences(text)),
  quote: strict(() => (text: string) => `'${text.replaceAll("'", "\\'")}'`),
  luhn_check: strict(() => luhnCheck),
  mask: loose(
    () =>
      (text: string | null, ...characters: (string | null)[]) =>
        text === null
          ? null
          : mask(text, ...(characters as [string | null, string | null, string | null, string | null])),
  ),
  collation: strict(() => () => "SYSTEM.BUILTIN.UTF8_BINARY"),
};
