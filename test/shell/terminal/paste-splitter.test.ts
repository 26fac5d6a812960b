import { expect, it } from "vitest";
import { PasteSplitter } from "../../../src/shell/terminal/paste-splitter.js";

const text = "a\x1b[A\x1b[200~one\r\ntwo\x1b[31m\x07\x1b[201~b\x1b[200~\x1b[201~\x1b";

/** What comes out when the text comes in pieces. */
function split(pieces: readonly string[]): string[] {
  const seen: string[] = [];
  const splitter = new PasteSplitter(
    typed => seen.push(...typed),
    pasted => seen.push(`<${pasted}>`),
  );
  for (const piece of pieces) splitter.push(piece);
  return seen;
}
const whole = [..."a\x1b[A", "<one\ntwo[31m>", "b", "<>", "\x1b"];

it("tells pastes from keys, wherever the text is cut", () => {
  expect(split([text])).toEqual(whole);
  for (let at = 1; at < text.length; at++) {
    // An Escape at the end of a piece has been a key by the time that the rest comes.
    const seen = split([text.slice(0, at), text.slice(at)])
      .join("")
      .replace("\x1b<", "<");
    expect(seen, `cut at ${at}`).toBe(whole.join(""));
  }
});

it("holds no Escape back", () => {
  expect(split(["\x1b"])).toEqual(["\x1b"]);
  expect(split(["\x1b", "[A"]).join("")).toBe("\x1b[A");
});

it("takes a megabyte in many pieces at once", () => {
  const pieces = Array.from({ length: 1000 }, () => "한국어 text ".repeat(100));
  const [pasted] = split(["\x1b[200~", ...pieces, "\x1b[201~"]);
  expect(pasted).toBe(`<${pieces.join("")}>`);
});
