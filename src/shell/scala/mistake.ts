import type { Mistake } from "../evaluate/messages.js";

/** Why a text is not translated, and at which character of it. */
export class ScalaMistake extends Error {
  override name = "ScalaMistake";
  readonly place: Mistake;

  constructor(message: string, text: string, offset: number, length = 1) {
    super(message);
    const before = text.slice(0, offset).split("\n");
    this.place = { message, line: before.length - 1, column: before.at(-1)!.length, length };
  }
}
