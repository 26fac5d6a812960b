const begin = "\x1b[200~";
const end = "\x1b[201~";

/** Tells what is pasted from what is typed, by the marks that terminals set around it: a megabyte is not read key by key. */
export class PasteSplitter {
  private pasted: string[] | undefined;
  /** What may be the beginning of a mark. */
  private held = "";
  /** Whether the last that was typed is an Escape, which the rest of a mark may follow. */
  private isEscaped = false;

  constructor(
    private readonly typed: (text: string) => void,
    private readonly paste: (text: string) => void,
  ) {}

  push(chunk: string): void {
    let text = this.held + chunk;
    this.held = "";
    if (this.isEscaped && !this.pasted && text.startsWith(begin.slice(1))) text = `\x1b${text}`;
    while (text !== "") text = this.pasted ? this.takePasted(text, this.pasted) : this.passTyped(text);
  }

  /** Forgets a paste whose end has not come. */
  reset(): void {
    this.pasted = undefined;
    this.held = "";
  }

  /** @returns what is left */
  private passTyped(text: string): string {
    const at = text.indexOf(begin);
    const until = at < 0 ? text.length - begunMark(text, begin, 2) : at;
    if (at < 0) this.held = text.slice(until);
    else this.pasted = [];
    if (until > 0) this.typed(text.slice(0, until));
    this.isEscaped = text.endsWith("\x1b");
    return at < 0 ? "" : text.slice(at + begin.length);
  }

  private takePasted(text: string, pasted: string[]): string {
    const at = text.indexOf(end);
    const until = at < 0 ? text.length - begunMark(text, end, 1) : at;
    pasted.push(text.slice(0, until));
    if (at < 0) {
      this.held = text.slice(until);
      return "";
    }
    this.pasted = undefined;
    this.paste(cleaned(pasted.join("")));
    return text.slice(at + end.length);
  }
}

/** Characters at the end that begin a mark, `least` of them: an Escape that is typed is not to wait. */
function begunMark(text: string, mark: string, least: number): number {
  for (let length = mark.length - 1; length >= least; length--)
    if (text.endsWith(mark.slice(0, length))) return length;
  return 0;
}

function cleaned(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
}
