import { UserError } from "../util/errors.js";
import { nearest } from "../util/nearest.js";
import { queryLabel } from "../util/query-label.js";
import { type Scroll, unscrolled } from "./batch-block.js";
import { frontOf, initialView, type PaneLayout, type PaneView, paneLayouts } from "./pane-view.js";
import { type PaneQuery, QueryMemory } from "./query-memory.js";

/** A key as Node's readline names it. */
export interface PaneKey {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

const page = 10;
/** Beyond any table: drawing it brings it back to the end. */
const end = 1e9;

/** What of the pane the user commands, by keys and by `:pane`. */
export class PaneControls {
  view: PaneView = initialView;
  readonly memory = new QueryMemory();

  constructor(public isOn: boolean) {}

  get queries(): readonly PaneQuery[] {
    return this.memory.shown();
  }

  /** The query in front. */
  get front(): PaneQuery | undefined {
    return frontOf(this.queries, this.view);
  }

  /** Whether the key was the pane's. */
  press(key: PaneKey): boolean {
    if (!this.isOn) return false;
    if (!this.view.hasKeys) {
      const digit = key.meta && !key.ctrl ? /^\x1b?([1-9])$/.exec(key.sequence ?? "")?.[1] : undefined;
      if (digit) return this.showNumber(Number(digit));
      if (!(key.name === "f2" || (key.ctrl && key.name === "o"))) return false;
      this.change({ hasKeys: true });
      return true;
    }
    // What breaks off or ends means what it always does.
    if (key.ctrl && ["c", "d", "z", "l"].includes(key.name ?? "")) {
      this.change({ hasKeys: false });
      return false;
    }
    const name =
      key.ctrl && key.name === "o"
        ? "escape"
        : key.shift && key.name === "tab"
          ? "backtab"
          : (key.name ?? key.sequence ?? "");
    if (/^[1-9]$/.test(name)) this.showNumber(Number(name));
    else actions[name]?.(this);
    return true;
  }

  /**
   * What follows `:pane`: `on`, `off`, a layout, a query's number or name, `freeze`, `zoom`, `compare`.
   * @returns what to answer
   * @throws UserError for anything else
   */
  command(words: string): string {
    const word = words.trim();
    if (word === "") return this.describe();
    if (word === "on" || word === "off") {
      this.isOn = word === "on";
      this.change({ hasKeys: false });
      return this.isOn ? "pane on" : "pane off: batches are printed as they come";
    }
    if (Object.hasOwn(switches, word)) return switches[word]!(this);
    if (Object.hasOwn(paneLayouts, word)) {
      this.change({ layout: word as PaneLayout, isZoomed: false });
      return `pane ${word}: ${paneLayouts[word as PaneLayout]}`;
    }
    if (/^\d+$/.test(word)) {
      if (!this.showNumber(Number(word)))
        throw new UserError(`no query ${word} in the pane: it shows ${this.countText()}`);
      return this.describe();
    }
    const names = this.queries.map(({ view }) => queryLabel(view));
    if (!names.includes(word)) {
      const known = [...Object.keys(paneLayouts), ...Object.keys(switches), "on", "off", ...names];
      const meant = nearest(word, known);
      throw new UserError(
        `:pane knows no ${word}${meant ? `: did you mean ${meant}?` : ""} (${known.slice(0, 8).join(", ")}, a query's number or name)`,
      );
    }
    this.showNumber(names.indexOf(word) + 1);
    return this.describe();
  }

  /** Takes over how far the table could be scrolled. */
  settle(scroll: Scroll): void {
    if (this.view.scroll.row !== scroll.row || this.view.scroll.column !== scroll.column)
      this.change({ scroll });
  }

  change(changed: Partial<PaneView>): void {
    this.view = { ...this.view, ...changed };
  }

  scrollBy(rows: number, columns: number): void {
    const { row, column } = this.view.scroll;
    this.change({ scroll: { row: Math.max(0, row + rows), column: Math.max(0, column + columns) } });
  }

  step(by: 1 | -1): void {
    const { queries, front } = this;
    if (!front) return;
    const at = queries.indexOf(front);
    this.showNumber(((at + by + queries.length) % queries.length) + 1);
  }

  freeze(): void {
    this.memory.freeze(!this.memory.isFrozen);
  }

  private showNumber(number: number): boolean {
    const query = this.queries[number - 1];
    if (query && query !== this.front) this.change({ front: query.view.runId, scroll: unscrolled });
    return query !== undefined;
  }

  private describe(): string {
    const { layout, isZoomed, compares } = this.view;
    if (!this.isOn) return "pane off; :pane on brings it back";
    const front = this.front;
    return [
      `pane ${layout}`,
      ...(front
        ? [
            `query ${this.queries.indexOf(front) + 1} (${queryLabel(front.view)}) of ${this.queries.length} in front`,
          ]
        : ["no query runs"]),
      ...(isZoomed ? ["zoomed"] : []),
      ...(compares ? ["compared with the batch before"] : []),
      ...(this.memory.isFrozen ? ["frozen"] : []),
    ].join(", ");
  }

  private countText(): string {
    const { length } = this.queries;
    return length === 0 ? "none" : length === 1 ? "one" : `1 to ${length}`;
  }
}

const switches: Readonly<Record<string, (controls: PaneControls) => string>> = {
  freeze: controls => {
    controls.freeze();
    return controls.memory.isFrozen ? "pane frozen: :pane freeze again lets it go on" : "pane goes on";
  },
  zoom: controls => {
    controls.change({ isZoomed: !controls.view.isZoomed });
    return controls.view.isZoomed ? "pane zoomed: :pane zoom again ends it" : "pane no longer zoomed";
  },
  compare: controls => {
    controls.change({ compares: !controls.view.compares });
    return controls.view.compares
      ? "pane compares: + is new since the batch before, ~ is changed"
      : "pane no longer compares";
  },
};

const leave = (controls: PaneControls): void => controls.change({ hasKeys: false });

/** The keys while the pane has them. */
const actions: Readonly<Record<string, (controls: PaneControls) => void>> = {
  escape: leave,
  f2: leave,
  q: leave,
  return: leave,
  enter: leave,
  tab: controls => controls.step(1),
  n: controls => controls.step(1),
  backtab: controls => controls.step(-1),
  p: controls => controls.step(-1),
  up: controls => controls.scrollBy(-1, 0),
  k: controls => controls.scrollBy(-1, 0),
  down: controls => controls.scrollBy(1, 0),
  j: controls => controls.scrollBy(1, 0),
  left: controls => controls.scrollBy(0, -1),
  h: controls => controls.scrollBy(0, -1),
  right: controls => controls.scrollBy(0, 1),
  l: controls => controls.scrollBy(0, 1),
  pageup: controls => controls.scrollBy(-page, 0),
  pagedown: controls => controls.scrollBy(page, 0),
  home: controls => controls.scrollBy(-end, 0),
  end: controls => controls.scrollBy(end, 0),
  b: controls => controls.change({ layout: "big", isZoomed: false }),
  t: controls => controls.change({ layout: "tabs", isZoomed: false }),
  i: controls => controls.change({ layout: "tiles", isZoomed: false }),
  f: controls => controls.freeze(),
  z: controls => controls.change({ isZoomed: !controls.view.isZoomed }),
  c: controls => controls.change({ compares: !controls.view.compares }),
};

/** Said under the tables while the pane has the keys. */
export const keyHint = "pane: ↑↓←→ 1–9 Tab · (f)reeze (z)oom (c)ompare · (b)ig (t)abs t(i)les · Esc";
