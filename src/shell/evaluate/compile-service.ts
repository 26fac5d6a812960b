/**
 * The compile service: a process of its own, started by `CompileClient`, so that loading TypeScript and checking
 * lines never holds up the prompt.
 */
import * as nodeModule from "node:module";
import { messageOf } from "../../util/errors.js";
import { idleCollection } from "./idle-collection.js";
import type { Answer, Request, Response } from "./messages.js";
import { Session } from "./session.js";

/** What `CompileClient` passes as the only argument. */
export interface ServiceOptions {
  readonly folder: string;
  readonly declarations: readonly string[];
}

// From Node 22 on TypeScript's own code need not be compiled every time.
(nodeModule as { enableCompileCache?(): void }).enableCompileCache?.();

const options: ServiceOptions = JSON.parse(process.argv[2] ?? "{}");
const session = new Session(options.folder, options.declarations);

const answers: { [K in Request["kind"]]: (request: Extract<Request, { kind: K }>) => Answer<unknown> } = {
  split: ({ text }) => session.split(text),
  compile: ({ statement }) => session.compile(statement),
  typeOf: ({ statement }) => session.typeOf(statement),
  complete: ({ text, cursor }) => ({ ok: session.completions.complete(text, cursor) }),
  hint: ({ text, cursor }) => ({ ok: session.completions.hint(text, cursor) }),
  commit: ({ cells, forget }) => {
    session.commit(cells, forget);
    return { ok: null };
  },
};

function answer(request: Request): Answer<unknown> {
  try {
    return (answers[request.kind] as (request: Request) => Answer<unknown>)(request);
  } catch (thrown) {
    const message = `the type checker failed on this line: ${messageOf(thrown)}`;
    return { mistake: { message, line: 0, column: -1, length: 0 } };
  }
}

// Ctrl-C is for the shell, which shares the terminal's process group; the shell's end is this process's end.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
const answered = idleCollection();
process.on("message", (request: Request) => {
  const response: Response = { id: request.id, answer: answer(request) };
  // A shell that is gone takes no answer.
  process.send?.(response, undefined, undefined, error => error && process.exit());
  answered();
});

// The first program takes most of a second: made now, no line waits for it.
answer({
  id: 0,
  kind: "compile",
  statement: { text: "0", source: "0", line: 0, column: 0, language: "typescript" },
});
