import type { Key } from "node:readline";
import { type JoinRules, joinsNone } from "../../pane/grapheme-cells.js";
import { inked, type Piece, piecesOf, type Span } from "../../pane/ink-style.js";
import type { PromptView } from "../../pane/prompt-layout.js";
import type { EntryOutput, EntryRunner } from "../entry.js";
import { highlight } from "../input/highlight.js";
import { CompletionMenu } from "./completion-menu.js";
import { EntryQueue } from "./entry-queue.js";
import { Highlighter } from "./highlighter.js";
import { History } from "./history.js";
import { HistorySearch } from "./history-search.js";
import { keyName } from "./key-name.js";
import { LineEditor } from "./line-editor.js";
import { wordRight } from "./motions.js";
import { accepting, type Control, ownKeys } from "./prompt-keys.js";
import { HintLine } from "./signature-hint.js";

interface PromptOptions {
  readonly mark: string;
  /** Whether colours may be used. */
  readonly color: boolean;
  readonly historyFile: string;
  readonly output: EntryOutput;
  /** What is typed changed. */
  changed(): void;
  /** Something was entered. */
  submitted(): void;
  quit(): void;
  clearScreen(): void;
  suspend(): void;
  /** Puts the text to the user's editor; what comes of it comes back by `put`. */
  edit(text: string): void;
}

/** Milliseconds an entry runs before the prompt says so. */
const longRun = 1000;
/** In the queue: Ctrl-D that was pressed while an entry ran. */
const quit = Symbol("quit");
/** In the queue: what runs before the first entry, and is broken off as one. */
type Opening = () => Promise<unknown>;

/** What the keys mean: editing, history, entering, breaking off. */
export class Prompt {
  private readonly editor = new LineEditor();
  private readonly highlighter = new Highlighter();
  private readonly menu: CompletionMenu;
  private readonly hint: HintLine;
  private readonly history: History;
  private readonly queue: EntryQueue<string | typeof quit | Opening>;
  private runner: EntryRunner | undefined;
  /** Keys from the first Enter on, until there is a runner that can say whether an entry is whole. */
  private held: (() => void)[] = [];
  private search: HistorySearch | undefined;
  /** The first of two keys that mean something together. */
  private prefix = "";
  /** What the terminal draws together. */
  joins: JoinRules = joinsNone;

  constructor(private readonly options: PromptOptions) {
    this.history = new History(options.historyFile, why => options.output.error(why));
    const runner = () => this.runner;
    this.menu = new CompletionMenu(this.editor, runner, options.changed);
    this.hint = new HintLine(runner, options.changed);
    this.queue = new EntryQueue(
      async entry => {
        if (entry === quit) return options.quit();
        if (typeof entry === "function") return entry();
        this.echo(entry);
        await this.runner?.run(entry);
      },
      () => options.changed(),
    );
  }

  private get continuation(): string {
    return "...> ".padStart(this.options.mark.length);
  }

  get view(): PromptView {
    const { mark, color } = this.options;
    const { continuation, joins, search } = this;
    if (search) {
      const { found, foundAt, queryLength } = search;
      const spans: Span[] =
        foundAt < 0 ? [] : [{ start: foundAt, end: foundAt + queryLength, style: "found" }];
      const cursor = foundAt < 0 ? found.length : foundAt;
      return { mark: search.mark, continuation, text: found, cursor, spans, joins };
    }
    const { text, cursor } = this.editor;
    const spans = color ? this.highlighter.spans(text, cursor, this.runner?.isSql ?? false) : [];
    const menu = this.menu.view;
    const below = menu ? { menu } : { hint: this.hint.pieces };
    const ghost = menu ? "" : firstLine(this.suggestion);
    return { mark, continuation, text, cursor, spans, ghost, ...below, joins };
  }

  /** What the newest entry that begins as what is typed goes on with. Without colours it could not be told from what is typed. */
  private get suggestion(): string {
    return this.options.color && this.editor.isAtEnd ? this.history.suggestion(this.editor.text) : "";
  }

  /** Nothing runs and nothing is typed. */
  get isIdle(): boolean {
    return !this.queue.running && !this.search && this.editor.text === "";
  }

  /**
   * What is worth saying about entries under way.
   * @param progress how far has come what began at most so many milliseconds ago
   */
  notices(progress: (ms: number) => string | undefined): string[] {
    const { running, length } = this.queue;
    if (!running || performance.now() - running.since < longRun) return [];
    const ms = performance.now() - running.since;
    const what = progress(ms) ?? `running ${Math.floor(ms / 1000)} s`;
    return [`${what} · Ctrl-C breaks it off${length > 0 ? ` · ${length} more entered` : ""}`];
  }

  attach(runner: EntryRunner, opening?: Opening): void {
    this.runner = runner;
    if (opening) this.queue.push(opening);
    for (const key of this.held.splice(0)) key();
  }

  press(text: string | undefined, key: Key): void {
    if (!this.mustHold(() => this.press(text, key), ownKeys[keyName(key)] === "enter")) this.obey(text, key);
    this.options.changed();
  }

  paste(text: string): void {
    if (this.mustHold(() => this.paste(text), text.includes("\n"))) return;
    this.search = undefined;
    this.menu.close();
    const entered = text.endsWith("\n");
    this.editor.insert(entered ? text.replace(/\n+$/, "") : text);
    if (entered) this.enter();
    this.editedText();
    this.options.changed();
  }

  /** Forgets what was entered and has not run yet. */
  dropWaiting(): void {
    this.queue.clear();
  }

  /** Another text in the place of what is typed, which an undo brings back. */
  put(text: string): void {
    this.menu.close();
    this.editor.replace(0, this.editor.text.length, text);
    this.editedText();
    this.options.changed();
  }

  private mustHold(again: () => void, enters: boolean): boolean {
    if (this.runner || (this.held.length === 0 && !enters)) return false;
    this.held.push(again);
    return true;
  }

  private obey(text: string | undefined, key: Key): void {
    if (this.search) {
      const outcome = this.search.press(text, key);
      if (outcome === "open") return;
      if (outcome === "chosen") this.editor.set(this.search.found);
      this.search = undefined;
      if (outcome === "cancelled" || key.name === "escape") return;
    }
    if (this.menu.press(key)) return;
    this.menu.settle(text);
    const own = ownKeys[this.prefix + keyName(key)];
    this.prefix = "";
    if (own && own !== "complete") this.menu.close();
    if (own) this.controls[own](text, key);
    else {
      if (!this.accept(key)) this.editor.press(text, key);
      void this.menu.edited();
    }
    this.editedText();
  }

  private editedText(): void {
    this.hint.edited(this.editor.text, this.editor.cursor);
  }

  private readonly controls: Controls = {
    enter: () => this.enter(),
    breakLine: () => this.editor.insert("\n"),
    complete: () => {
      const { text, cursor } = this.editor;
      if (/(^|\n)\s*$/.test(text.slice(0, cursor))) this.editor.insert("  ");
      else void this.menu.ask();
    },
    older: () => this.editor.moveLine(-1) || this.walk(-1),
    newer: () => this.editor.moveLine(1) || this.walk(1),
    search: () => {
      this.history.refresh();
      this.search = new HistorySearch(this.history.entries, this.editor.text);
    },
    breakOff: () => this.breakOff(),
    endOrDelete: (text, key) => {
      const typed = this.editor.text;
      // Whoever does not know what an entry still lacks hands it over with Ctrl-D on an empty line.
      if (typed.endsWith("\n") && this.editor.cursor === typed.length) this.submit();
      else if (typed !== "") this.editor.press(text, key);
      else if (this.queue.running) this.queue.push(quit);
      else this.options.quit();
    },
    clearScreen: () => this.options.clearScreen(),
    suspend: () => this.options.suspend(),
    prefix: () => {
      this.prefix = "ctrl-x ";
    },
    edit: () => this.options.edit(this.editor.text),
    undo: () => this.editor.undo(),
  };

  /** Takes the suggestion, or its next word, where a motion would leave the text. */
  private accept(key: Key): boolean {
    const how = accepting[keyName(key)];
    const { suggestion } = this;
    if (!how || suggestion === "") return false;
    this.editor.insert(how === "all" ? suggestion : suggestion.slice(0, wordRight(suggestion, 0)));
    return true;
  }

  private enter(): void {
    const { text } = this.editor;
    if (text.trim() !== "" && this.runner && !this.runner.isComplete(text)) {
      this.editor.insert("\n");
      return;
    }
    this.submit();
  }

  private submit(): void {
    const { text } = this.editor;
    this.editor.set("");
    this.hint.clear();
    this.options.submitted();
    if (text.trim() === "") {
      if (!this.queue.running) this.echo("");
      return;
    }
    this.history.add(text);
    this.queue.push(text);
  }

  private walk(by: -1 | 1): void {
    const entry = this.history.walk(by, this.editor.text);
    if (entry !== undefined) this.editor.set(entry);
  }

  private breakOff(): void {
    this.dropWaiting();
    if (this.queue.running && this.runner?.interrupt()) {
      this.options.output.answer("^C");
      return;
    }
    const { text } = this.editor;
    this.editor.set("");
    if (text !== "") this.echo(`${text}^C`);
    else this.options.output.answer("(Ctrl-D or :quit ends the shell)");
  }

  /** What was entered, as it stood at the prompt. */
  private echo(text: string): void {
    const { color, mark, output } = this.options;
    // Each line has its own colours: the marks between them have theirs.
    const pieces = piecesOf(text, color ? highlight(text, this.runner?.isSql) : []).flatMap(piece =>
      piece.text
        .split("\n")
        .flatMap((part, i): Piece[] => [
          ...(i === 0 ? [] : [{ text: "\n" }, { text: this.continuation, style: "mark" as const }]),
          { text: part, style: piece.style },
        ]),
    );
    output.answer(inked([{ text: mark, style: "mark" }, ...pieces], color));
  }
}

type Controls = Record<Control, (text: string | undefined, key: Key) => void>;

/** Of a suggestion of several lines the first is shown: the prompt would jump with every key. */
function firstLine(suggestion: string): string {
  const end = suggestion.indexOf("\n");
  return end < 0 ? suggestion : `${suggestion.slice(0, end)} …`;
}
