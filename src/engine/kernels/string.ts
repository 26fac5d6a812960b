import { type Kernel, strict } from "./kernel.js";

export const string: Readonly<Record<string, Kernel>> = {
  upper: strict(() => (text: string) => text.toUpperCase()),
  lower: strict(() => (text: string) => text.toLowerCase()),
  trim: strict(() => (text: string) => text.replace(/^ +| +$/g, "")),
  length: strict(() => characterCount),
  contains: strict(() => (text: string, part: string) => text.includes(part)),
  startswith: strict(() => (text: string, part: string) => text.startsWith(part)),
  endswith: strict(() => (text: string, part: string) => text.endsWith(part)),
};

/** Characters are code points. */
function characterCount(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  return count;
}
