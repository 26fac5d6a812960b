const SURROGATE = /[\ud800-\udfff]/;

/** Characters are code points; most text has none beyond the first plane and is cut by units. */
export function characterCount(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  return count;
}

/** The characters from position `from` up to `to`, from 0. */
export function sliceCharacters(text: string, from: number, to: number): string {
  return SURROGATE.test(text) ? [...text].slice(from, to).join("") : text.slice(from, to);
}

/** Where `part` stands at or after the character `from`, in characters; -1 when nowhere. */
export function indexOfCharacters(text: string, part: string, from: number): number {
  if (!SURROGATE.test(text)) return text.indexOf(part, from);
  const start = sliceCharacters(text, 0, from).length;
  const found = text.indexOf(part, start);
  return found < 0 ? -1 : characterCount(text.slice(0, found));
}

/**
 * The bounds of SQL's `substring(…, position, length)`: positions count from 1, negative ones from the end, 0 is 1.
 * @returns from and to within 0 … count
 */
export function substringBounds(count: number, position: number, length: number): readonly [number, number] {
  const start = position > 0 ? position - 1 : position < 0 ? count + position : 0;
  const end = Math.min(count, start + length);
  return end <= start || start >= count ? [0, 0] : [Math.max(0, start), Math.max(0, end)];
}
