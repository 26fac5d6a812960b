/** A text and where the cursor stood in it. */
export interface EditState {
  readonly text: string;
  readonly cursor: number;
}

const kept = 200;

/** The states before each change. */
export class UndoStack {
  private past: EditState[] = [];
  private future: EditState[] = [];

  /** To be called before a change. */
  save(state: EditState): void {
    this.future = [];
    this.past.push(state);
    if (this.past.length > kept) this.past.shift();
  }

  undo(now: EditState): EditState | undefined {
    const before = this.past.pop();
    if (before) this.future.push(now);
    return before;
  }

  redo(now: EditState): EditState | undefined {
    const after = this.future.pop();
    if (after) this.past.push(now);
    return after;
  }

  clear(): void {
    this.past = [];
    this.future = [];
  }
}
