/** What the compile service knows about a place in an entry that is being typed; plain JSON, offsets in UTF-16 units of the entry. */
export interface CodePlace {
  /** The part of the text that a choice takes the place of. */
  readonly from: number;
  readonly to: number;
  /** What may stand there by the types, the best first. */
  readonly items: readonly CodeItem[];
  /** When the place is within a text literal. */
  readonly literal?: LiteralPlace | undefined;
}

export interface CodeItem {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly doc?: string | undefined;
}

export interface LiteralPlace {
  /** What stands between its quotes, and the place in it. */
  readonly content: string;
  readonly cursor: number;
  /** Whether its closing quote is there. */
  readonly isClosed: boolean;
  /** Whether it is `$"…"`. */
  readonly isColumn: boolean;
  /** The calls it is within an argument of, the nearest first. */
  readonly calls: readonly CallPlace[];
}

/** A call that the place is within the arguments of. */
export interface CallPlace {
  readonly method: string;
  /** The class of what it is a method of; empty for a function. */
  readonly receiver: string;
  /** The argument that the place is in. */
  readonly index: number;
  /** Its arguments that are texts, null for others. */
  readonly args: readonly (string | null)[];
  /** In an object: the key whose value the place is, or null when it is a key itself. */
  readonly property?: string | null | undefined;
  /** The calls that its receiver is made of, the first first. */
  readonly chain: readonly { readonly method: string; readonly args: readonly (string | null)[] }[];
  /** How the receiver is written, as far as it can be said without code of the user's own. */
  readonly value: PureExpression | null;
}

/** An expression of names, members, calls and literals; null stands for anything else. */
export type PureExpression =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "member"; readonly object: PureExpression; readonly name: string }
  | {
      readonly kind: "call";
      readonly callee: PureExpression;
      readonly args: readonly (PureExpression | null)[];
    };

/** A call's signature, and the parameter that is being typed. */
export interface SignatureHint {
  readonly before: string;
  readonly parameter: string;
  readonly after: string;
  readonly doc: string;
}
