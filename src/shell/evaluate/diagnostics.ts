import type typescript from "typescript";
import type { TypeScript } from "./compiler.js";

/** TypeScript's message in one line: its head, and for calls that fit no overload what is wrong with the last one. */
export function explain(ts: TypeScript, diagnostic: typescript.Diagnostic): string {
  const { messageText } = diagnostic;
  if (typeof messageText === "string") return oneLine(messageText);
  const noOverload = 2769;
  if (diagnostic.code === noOverload) return oneLine(deepest(messageText).messageText);
  const [detail] = messageText.next ?? [];
  const text = ts.flattenDiagnosticMessageText(
    { ...messageText, next: detail ? [{ ...detail, next: [] }] : [] },
    " ",
  );
  return oneLine(text);
}

function deepest(chain: typescript.DiagnosticMessageChain): typescript.DiagnosticMessageChain {
  const overload = chain.next?.at(-1);
  return overload?.next?.[0] ?? overload ?? chain;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * Where `span`, found at `position` of the text that was checked, stands in the text that was entered: the
 * occurrence nearest to that position. A column of -1 when it was not entered so.
 */
export function placeOf(
  entered: string,
  span: string,
  position: number,
): { line: number; column: number; length: number } {
  let best = -1;
  for (let at = entered.indexOf(span); span && at >= 0; at = entered.indexOf(span, at + 1))
    if (best < 0 || Math.abs(at - position) < Math.abs(best - position)) best = at;
  if (best < 0) return { line: 0, column: -1, length: 0 };
  const before = entered.slice(0, best);
  const lineStart = before.lastIndexOf("\n") + 1;
  const [firstLine = ""] = span.split("\n");
  return {
    line: before.split("\n").length - 1,
    column: best - lineStart,
    length: Math.max(1, firstLine.length),
  };
}
