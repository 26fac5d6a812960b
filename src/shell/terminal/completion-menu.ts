import type { Key } from "node:readline";
import type { MenuView } from "../../pane/completion-menu.js";
import { type Completion, type CompletionItem, insertionOf, matching } from "../complete/completion.js";
import type { EntryRunner } from "../entry.js";
import { keyName } from "./key-name.js";
import type { LineEditor } from "./line-editor.js";

/** The menu as it stands: what was asked for, and which of it fits what was typed since. */
interface OpenMenu {
  readonly found: Completion;
  readonly items: readonly CompletionItem[];
  readonly chosen: number;
}

/**
 * Tab: what may stand at the cursor. A single choice is taken, a common beginning is put in, and the rest is a menu: Tab, Shift-Tab and
 * the arrows choose, Enter takes, Escape closes, typing narrows. Answers come when they come; one for a text that has changed is dropped.
 */
export class CompletionMenu {
  private open: OpenMenu | undefined;
  /** Counts what was asked: an answer to an older question is stale. */
  private asked = 0;

  constructor(
    private readonly editor: LineEditor,
    private readonly runner: () => EntryRunner | undefined,
    private readonly changed: () => void,
  ) {}

  get view(): MenuView | undefined {
    return this.open && { items: this.open.items, chosen: this.open.chosen };
  }

  close(): void {
    this.asked++;
    this.open = undefined;
  }

  /** Asks what may stand at the cursor. */
  async ask(): Promise<void> {
    const found = await this.answer();
    if (!found) return;
    this.show(found);
    const typed = this.typed(found);
    const common = commonStart(this.open ? this.open.items : found.items, typed);
    if (found.items.length === 1) this.take(found.items[0]!);
    else if (common.length > typed.length) this.editor.replace(found.from, this.editor.cursor, common);
    this.changed();
  }

  /** A key while the menu stands. @returns whether it was for the menu */
  press(key: Key): boolean {
    if (!this.open) return false;
    const action = actions[keyName(key)];
    const { items, chosen } = this.open;
    if (action === "close") this.close();
    else if (action === "take") {
      // Nothing was chosen: the key means what it means without a menu.
      if (chosen < 0) return false;
      this.take(items[chosen]!);
    } else if (action === "next" || action === "previous") {
      const by = action === "next" ? 1 : -1;
      const start = chosen < 0 && by < 0 ? 0 : chosen;
      this.open = { ...this.open, chosen: (start + by + items.length) % items.length };
      if (items.length === 1) this.take(items[0]!);
    } else return false;
    return true;
  }

  /** To be called after a key that edited: the menu narrows to what is typed now, or closes. */
  async edited(): Promise<void> {
    if (!this.open) return;
    const { found } = this.open;
    const typed = this.typed(found);
    const goesOn = this.editor.cursor >= found.from && /^[^\s"'`()]*$/.test(typed);
    if (!goesOn || !this.show(found)) return this.close();
    const more = await this.answer();
    if (more && this.open) this.show(more);
    this.changed();
  }

  /** Takes what is chosen, if anything is, before a key that ends a name. */
  settle(text: string | undefined): void {
    if (!this.open || this.open.chosen < 0 || !text || !/^[.(),;\s]$/.test(text)) return;
    this.take(this.open.items[this.open.chosen]!);
  }

  private async answer(): Promise<Completion | undefined> {
    const question = ++this.asked;
    const { text, cursor } = this.editor;
    // A compile service that ended comes back with the next question; nothing is lost but this menu.
    const found = await this.runner()
      ?.complete?.(text, cursor)
      .catch(() => undefined);
    const isStale = question !== this.asked || text !== this.editor.text || cursor !== this.editor.cursor;
    return isStale ? undefined : found;
  }

  /** Opens with what fits the letters before the cursor. @returns whether anything does */
  private show(found: Completion): boolean {
    const typed = this.typed(found);
    const items = matching(found.items, typed);
    this.open = items.length > 0 ? { found, items, chosen: -1 } : undefined;
    return items.length > 0;
  }

  private typed({ from }: Completion): string {
    return this.editor.text.slice(from, this.editor.cursor);
  }

  private take(item: CompletionItem): void {
    if (!this.open) return;
    this.editor.replace(this.open.found.from, this.editor.cursor, insertionOf(item));
    this.close();
  }
}

const actions: Readonly<Record<string, "next" | "previous" | "take" | "close">> = {
  tab: "next",
  down: "next",
  "ctrl-n": "next",
  "shift-tab": "previous",
  up: "previous",
  "ctrl-p": "previous",
  return: "take",
  enter: "take",
  escape: "close",
  "ctrl-g": "close",
};

/** What all that begin as typed go on with alike. */
function commonStart(items: readonly CompletionItem[], typed: string): string {
  const texts = items.map(insertionOf).filter(text => text.toLowerCase().startsWith(typed.toLowerCase()));
  let [common = ""] = texts;
  for (const text of texts) while (!text.startsWith(common)) common = common.slice(0, -1);
  return common;
}
