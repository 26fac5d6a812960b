import type { CodePlace, SignatureHint } from "../evaluate/completion-messages.js";
import type { Answer } from "../evaluate/messages.js";
import { type CommandSources, completeCommand, completeSql } from "./command-items.js";
import { type Completion, matching } from "./completion.js";
import { completeImport } from "./import-items.js";
import { literalItems } from "./literal-items.js";
import { type LiveNames, LiveSession } from "./live-session.js";
import { pathItems } from "./path-items.js";
import type { CompletionSources } from "./sources.js";

/** The compile service, as far as completion asks it. */
interface CodeService {
  ask(kind: "complete", question: { text: string; cursor: number }): Promise<Answer<CodePlace>>;
  ask(kind: "hint", question: { text: string; cursor: number }): Promise<Answer<SignatureHint | null>>;
}

export interface CompleterOptions extends Pick<CommandSources, "commands"> {
  readonly service: CodeService;
  readonly names: LiveNames;
  readonly sources: CompletionSources;
  /** Whether what is typed is SQL. */
  isSql(): boolean;
}

/**
 * What may stand at a place of an entry: by its types from the compile service; in texts by what they are for, from the session as it is
 * now. Nothing of the user's is run for it.
 */
export class Completer {
  readonly #options: CompleterOptions;
  readonly #live: LiveSession;
  #asked: { readonly key: string; readonly answer: Promise<Answer<CodePlace>> } | undefined;

  constructor(options: CompleterOptions) {
    this.#options = options;
    this.#live = new LiveSession(options.names);
  }

  async complete(text: string, cursor: number): Promise<Completion | undefined> {
    if (/^\s*:/.test(text)) {
      const code = (entry: string, at: number) => this.#completeCode(entry, at);
      return completeCommand(text, cursor, { ...this.#options, live: this.#live, code });
    }
    if (/^\s*!/.test(text)) return completePath(text, cursor);
    if (this.#options.isSql()) return completeSql(text, cursor, this.#live);
    return completeImport(text, cursor) ?? this.#completeCode(text, cursor);
  }

  /** Asks the types beforehand, while the user pauses, so that a Tab need not wait for them. */
  prepare(text: string, cursor: number): void {
    if (this.#isNoCode(text)) return;
    // Whoever asks for it hears of a failure.
    this.#codeAt(text, cursor).answer.catch(() => {});
  }

  async hint(text: string, cursor: number): Promise<SignatureHint | undefined> {
    if (this.#isNoCode(text)) return undefined;
    const { code, shift } = applied(text);
    const answer = await this.#options.service.ask("hint", { text: code, cursor: cursor + shift });
    return "ok" in answer ? (answer.ok ?? undefined) : undefined;
  }

  #isNoCode(text: string): boolean {
    return this.#options.isSql() || /^\s*[:!]/.test(text);
  }

  async #completeCode(text: string, cursor: number): Promise<Completion | undefined> {
    const { shift, answer: coming } = this.#codeAt(text, cursor);
    const answer = await coming;
    if (!("ok" in answer)) return undefined;
    const { from, to, items, literal } = answer.ok;
    const place = { from: from - shift, to: to - shift };
    if (!literal) return { ...place, items };
    const typed = literal.content.slice(0, literal.cursor);
    const inLiteral = await this.#literalItems(answer.ok, typed);
    return { ...place, items: inLiteral ? matching(inLiteral, typed) : items };
  }

  /** What the types say, asked once for a text as long as nothing new is defined. */
  #codeAt(text: string, cursor: number): { shift: number; answer: Promise<Answer<CodePlace>> } {
    const { code, shift } = applied(text);
    const { service, names } = this.#options;
    const key = `${cursor} ${names.names.length} ${names.names.at(-1)} ${text}`;
    if (this.#asked?.key !== key) {
      const answer = service.ask("complete", { text: code, cursor: cursor + shift });
      this.#asked = { key, answer };
      answer.catch(() => {
        this.#asked = undefined;
      });
    }
    return { shift, answer: this.#asked.answer };
  }

  async #literalItems({ literal: place, items }: CodePlace, typed: string) {
    const call = place?.calls[0];
    // Outside a call a name in `$"…"` is still a column's.
    if (!place || (!call && !place.isColumn)) return looksLikePath(typed) ? pathItems(typed) : undefined;
    const { sources } = this.#options;
    const context = { place, call: call ?? noCall, typed, live: this.#live, sources };
    const found = await literalItems(context);
    if (found) return found;
    return items.length === 0 && looksLikePath(typed) ? pathItems(typed) : undefined;
  }
}

/** A line that begins with a dot goes on with the last result. */
function applied(text: string): { code: string; shift: number } {
  if (!/^\s*\./.test(text)) return { code: text, shift: 0 };
  const code = `$last${text.trimStart()}`;
  return { code, shift: code.length - text.length };
}

const noCall = { method: "", receiver: "", index: 0, args: [], chain: [], value: null };

const looksLikePath = (typed: string): boolean => /^(~?\/|\.{1,2}\/)/.test(typed);

async function completePath(text: string, cursor: number): Promise<Completion> {
  const typed = /[^\s"']*$/.exec(text.slice(0, cursor))![0];
  return { from: cursor - typed.length, to: cursor, items: matching(await pathItems(typed), typed) };
}
