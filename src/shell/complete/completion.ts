/** What may stand at the cursor. */
export interface CompletionItem {
  readonly label: string;
  /** What is put in the text, where it is not the label. */
  readonly insert?: string;
  /** Its signature or type. */
  readonly detail?: string | undefined;
  /** What it is for, in a sentence. */
  readonly doc?: string | undefined;
}

/** What may take the place of a part of the entry. */
export interface Completion {
  /** In UTF-16 units of the entry. */
  readonly from: number;
  readonly to: number;
  /** The best first. */
  readonly items: readonly CompletionItem[];
}

/** What the text put in an item's place is. */
export const insertionOf = ({ label, insert }: CompletionItem): string => insert ?? label;

/** The items that begin as what is typed, without regard to case; when none does, those that hold it. */
export function matching(items: readonly CompletionItem[], typed: string): CompletionItem[] {
  const letters = typed.toLowerCase();
  const texts = items.map(item => insertionOf(item).toLowerCase());
  const that = (fits: (text: string) => boolean) => items.filter((_, i) => fits(texts[i]!));
  const begun = that(text => text.startsWith(letters));
  return begun.length > 0 ? begun : that(text => text.includes(letters));
}
