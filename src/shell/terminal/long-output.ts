import { spawn } from "node:child_process";

/** An answer is cut when it is longer than this, and than so many screens. */
const longest = 200;
const screens = 4;

/** Answers that are too long for the screen: they are cut, and kept whole for whoever asks to see them. */
export class LongOutput {
  private whole: string | undefined;
  /** `off`: nothing is cut. */
  mode: "auto" | "off" = "auto";

  /** The text as it is to be printed on a screen of so many rows. */
  fit(text: string, rows: number): string {
    const room = Math.max(longest, screens * rows);
    if (this.mode === "off" || text.length <= room) return text;
    const lines = text.replace(/\n$/, "").split("\n");
    if (lines.length <= room) return text;
    this.whole = text;
    return [
      ...lines.slice(0, room),
      `… ${lines.length - room} more lines: :pager shows all (:set pager off cuts none)`,
    ].join("\n");
  }

  /**
   * The last answer that was cut, in the user's pager.
   * @returns what to print instead: all of it where there is no pager
   */
  async page(): Promise<string | undefined> {
    const { whole } = this;
    if (whole === undefined) return "nothing was cut";
    return (await runPager(whole)) ? undefined : whole;
  }
}

/** Whether `PAGER`, or else less, could show it. */
function runPager(text: string): Promise<boolean> {
  const command = process.env.PAGER?.trim() || "less -R";
  return new Promise(resolve => {
    const pager = spawn(command, { shell: true, stdio: ["pipe", "inherit", "ignore"] });
    pager.on("error", () => resolve(false));
    // 126 and 127 are a shell's word for a command that it could not run.
    pager.on("exit", code => resolve(code !== 126 && code !== 127));
    // Who leaves the pager early does not read to the end.
    pager.stdin.on("error", () => {});
    pager.stdin.end(text);
  });
}
