import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../free-port.js";
import { guideLines } from "../main/guide-lines.js";
import { newHome, openShell, type ShellPty } from "../terminal/shell.js";
import { kcat } from "./kcat.js";

interface Running {
  readonly shell: ShellPty;
  readonly servers: string;
  /** kcat at its broker. */
  kcat(args: readonly string[], input?: string): Promise<string>;
}

/** A shell on its embedded broker, in which the guide's query has shown its first batch. */
async function runGuide({ home = newHome(), port = 0, options = "" } = {}): Promise<Running> {
  const servers = `localhost:${port || (await freePort())}`;
  const shell = await openShell({ home });
  onTestFinished(() => shell.kill());
  for (const line of guideLines(servers, options).Scala) shell.type(`${line}\r`);
  await shell.waitFor(() => shell.table().length >= 4, 30_000);
  return {
    shell,
    servers,
    kcat: async (args, input) => {
      const { status, stdout, stderr } = await kcat(servers, args, input);
      expect(status, stderr).toBe(0);
      return stdout.toString("utf8");
    },
  };
}

const shows = (shell: ShellPty, ...rows: string[]) =>
  shell.waitFor(() => {
    const table = shell.table();
    return rows.every(row => table.includes(row));
  }, 15_000);

const produce = ["-t", "twitter", "-P", "-K", "\t"];
const consume = ["-t", "twitter", "-C", "-e", "-q", "-K", "\t"];

describe("kcat beside the shell, at its embedded broker", () => {
  it("produces into the running query's next batch", async () => {
    const { shell, kcat } = await runGuide();
    await kcat(produce, "kim\t안녕하세요\nlee\thello 🎉\n");
    await shows(shell, "|kim|안녕하세요|", "|lee|hello 🎉  |");
    expect(shell.screen()).toContain("Batch: 1");
    await kcat(produce, "kim\tagain\n");
    await shows(shell, "|kim|again|");
    expect(shell.screen()).toContain("Batch: 2");
  });

  it("consumes what the producer wrote, as the pane showed it", async () => {
    const { shell, servers, kcat } = await runGuide();
    await shell.enter(`:producer --bootstrap-server=${servers} --rate=100`);
    await shell.waitFor(() => shell.table().some(line => line.startsWith("|emoji_only")), 15_000);
    const [stopped] = await shell.enter(":producer stop");
    const sent = Number(/^producer: stopped after (\d+) tweets$/.exec(stopped!)![1]);
    const records = (await kcat([...consume, "-D", "\u001e"])).split("\u001e").slice(0, -1);
    expect(records).toHaveLength(sent);
    expect(records.slice(0, 2)).toEqual([
      "soyou_fan\t소유 신곡 나왔다!! 🎉 #soyou #kpop",
      "kpop_daily\tToday's chart:\n1. SOYOU\n2. SISTAR\n3. IU #kpop",
    ]);
  });

  it("Korean, an emoji, line breaks: in the table, byte for byte in kcat, and after SIGKILL", async () => {
    const [home, port] = [newHome(), await freePort()];
    // What ends a record is kcat's -D, so that line breaks stay in it.
    const records = "소유\t한국어 메시지\u001eemoji\t👩‍👩‍👧 🇰🇷 🙌🏽\u001elines\tone\ntwo\r\n\nfour\u001e";
    const table = [
      "+-----+------------------+",
      "|key  |value             |",
      "+-----+------------------+",
      "|소유 |한국어 메시지     |",
      "|emoji|👩‍👩‍👧 🇰🇷 🙌🏽|",
      "|lines|one\\ntwo\\r\\n\\nfour|",
      "+-----+------------------+",
    ];
    const first = await runGuide({ home, port });
    await first.kcat([...produce, "-D", "\u001e"], records);
    await first.shell.waitFor(() => first.shell.table().length === table.length, 15_000);
    expect(first.shell.table()).toEqual(table);
    expect(await first.kcat([...consume, "-D", "\u001e"])).toBe(records);
    first.shell.signal("SIGKILL");
    await first.shell.exited;

    const second = await runGuide({ home, port, options: '.option("startingOffsets", "earliest")' });
    await second.shell.waitFor(() => second.shell.table().length === table.length, 15_000);
    expect(second.shell.table()).toEqual(table);
    expect(await second.kcat([...consume, "-D", "\u001e"])).toBe(records);
  });
});
