/** What a key may mean beside editing. */
export type Control =
  | "enter"
  | "breakLine"
  | "complete"
  | "older"
  | "newer"
  | "search"
  | "breakOff"
  | "endOrDelete"
  | "clearScreen"
  | "suspend"
  | "prefix"
  | "edit"
  | "undo";
/** Keys that mean more than editing; all others are the editor's. */
export const ownKeys: Readonly<Record<string, Control>> = {
  return: "enter",
  enter: "enter",
  "meta-return": "breakLine",
  "meta-enter": "breakLine",
  tab: "complete",
  up: "older",
  "ctrl-p": "older",
  down: "newer",
  "ctrl-n": "newer",
  "ctrl-r": "search",
  "ctrl-c": "breakOff",
  "ctrl-d": "endOrDelete",
  "ctrl-l": "clearScreen",
  "ctrl-z": "suspend",
  "ctrl-x": "prefix",
  "ctrl-x ctrl-e": "edit",
  "ctrl-x ctrl-u": "undo",
};

/** Keys that take what is suggested, where else they would do nothing. */
export const accepting: Readonly<Record<string, "all" | "word">> = {
  right: "all",
  end: "all",
  "ctrl-e": "all",
  "ctrl-f": "all",
  "meta-f": "word",
  "meta-right": "word",
  "ctrl-right": "word",
};
