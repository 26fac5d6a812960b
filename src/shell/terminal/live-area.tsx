import { isDeepStrictEqual } from "node:util";
import { type Instance, render, useStdout } from "ink";
import { type ReactNode, useLayoutEffect } from "react";
import { cellWidth } from "../../pane/cells.js";
import { Screen } from "../../pane/screen.js";
import { layoutLines, type ScreenLayout } from "../../pane/screen-layout.js";
import { TtyOutput } from "./tty-output.js";

const eraseRow = "\x1b[2K";

/** The lines at the bottom that Ink draws over and over, and what is printed above them. */
export class LiveArea {
  private ink: Instance | undefined;
  private writeAbove: ((text: string) => void) | undefined;
  private drawn: ScreenLayout | undefined;
  private next: ScreenLayout | undefined;
  /**
   * The widths of lines of earlier frames that a lower terminal pushed into the scrollback, the topmost first: a higher one brings
   * back as many as it grows. What is printed after them keeps them there.
   */
  private pushedOut: number[] = [];
  private rowsSeen = 0;

  constructor(
    private readonly output: TtyOutput,
    private readonly color: boolean,
  ) {}

  draw(layout: ScreenLayout): void {
    if (this.ink && isDeepStrictEqual(layout, this.next)) return;
    this.next = layout;
    this.output.columns = Math.max(1, ...layoutLines(layout).map(cellWidth));
    if (!this.ink) this.rowsSeen = this.output.terminalRows;
    const screen = (
      <WithWriter use={write => (this.writeAbove = write)}>
        <Screen layout={layout} color={this.color} />
      </WithWriter>
    );
    if (this.ink) this.ink.rerender(screen);
    else
      this.ink = render(screen, {
        // Ink uses of a stream what TtyOutput has: columns, rows, write and the resize event.
        stdout: this.output as unknown as NodeJS.WriteStream,
        patchConsole: false,
        exitOnCtrlC: false,
        // The frame rate is kept by whoever calls draw(). Ink's own delay would let a print come between
        // a frame and its cursor.
        maxFps: 1000,
        onRender: () => (this.drawn = this.next),
      });
  }

  /** Prints whole lines above the live area. */
  print(text: string): void {
    this.pushedOut = [];
    // Printing takes Ink's note of where the cursor belongs: the next draw() gives it anew.
    this.next = undefined;
    if (this.writeAbove) this.writeAbove(TtyOutput.printed(text));
    else this.output.write(TtyOutput.printed(text));
  }

  /**
   * Takes the live area off the screen; the next draw() begins anew. After a resize too: terminals break the
   * lines that became too wide, so those count as several.
   */
  erase(): void {
    if (!this.ink || !this.drawn) return;
    this.output.flush();
    this.output.muted = true;
    this.ink.unmount();
    this.output.muted = false;
    const { above, below } = this.rowsAround(this.drawn);
    const { terminalRows } = this.output;
    const cameBack = this.takeBack(terminalRows - this.rowsSeen);
    this.rowsSeen = terminalRows;
    // Row by row: a terminal that is told to erase all of its screen may keep a copy in the scrollback (tmux does).
    this.output.write(
      (below > 0 ? `\x1b[${below}B` : "") +
        `${eraseRow}\x1b[1A`.repeat(Math.min(below + above + cameBack, terminalRows)) +
        `${eraseRow}\r\x1b[?25h`,
    );
    this.output.flush();
    this.pushOut(layoutLines(this.drawn), above - terminalRows + 1);
    this.ink = undefined;
    this.writeAbove = undefined;
    this.drawn = undefined;
  }

  /** Notes the lines that stand wholly in the topmost rows. */
  private pushOut(lines: readonly string[], rows: number): void {
    let left = rows;
    for (const width of widthsOf(lines)) {
      left -= this.rowsOf(width);
      if (left < 0) return;
      this.pushedOut.push(width);
    }
  }

  /** The rows that noted lines take which are back on the screen now that it has grown: never more, for above them stands what was printed. */
  private takeBack(growth: number): number {
    let rows = 0;
    while (this.pushedOut.length > 0) {
      const next = rows + this.rowsOf(this.pushedOut.at(-1)!);
      if (next > growth) break;
      rows = next;
      this.pushedOut.pop();
    }
    return rows;
  }

  /** Terminals break the lines that became too wide. */
  private rowsOf(width: number): number {
    return Math.max(1, Math.ceil(width / this.output.terminalColumns));
  }

  /** The rows that the frame takes above and below the cursor's, in the terminal's present width. */
  private rowsAround(layout: ScreenLayout): { above: number; below: number } {
    const columns = this.output.terminalColumns;
    const { x, y } = layout.prompt.cursor;
    const rows = widthsOf(layoutLines(layout)).map(width => this.rowsOf(width));
    const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
    const above = sum(rows.slice(0, layout.heightAbovePrompt + y)) + Math.floor(x / columns);
    return { above, below: sum(rows) - above - 1 };
  }
}

/** Ink writes no blanks at the end of a line. */
const widthsOf = (lines: readonly string[]): number[] => lines.map(line => cellWidth(line.trimEnd()));

/** Hands Ink's way of printing above the live area to who prints. */
function WithWriter({
  use,
  children,
}: {
  use: (write: (text: string) => void) => void;
  children: ReactNode;
}) {
  const { write } = useStdout();
  useLayoutEffect(() => void use(write), [use, write]);
  return children;
}
