import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LineSplitter, LONGEST_LINE } from "../../../src/connectors/socket/line-splitter.js";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
let server: Server;
let port: number;
beforeEach(async () => {
  session = openSession();
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as { port: number }).port;
});
afterEach(async () => {
  await session.close();
  server.close();
});

const lines = (includeTimestamp = false) =>
  session.spark.readStream.format("socket").options({ host: "127.0.0.1", port, includeTimestamp }).load();

async function start(): Promise<[Socket, ReturnType<ReturnType<typeof memory>["start"]>]> {
  const connected = once(server, "connection");
  const query = memory().start();
  const [peer] = await connected;
  return [peer as Socket, query];
}
const memory = () => lines().writeStream.format("memory").queryName("lines");
const shown = async () => (await session.spark.table("lines").collect()).map(row => row.get(0));

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 5));
}

describe("the socket source", () => {
  it("reads what a peer sends line by line, and the rest when it closes", async () => {
    const [peer, query] = await start();
    peer.write("hello\nworld\r\n");
    await until(async () => (await shown()).length === 2);
    peer.write(Buffer.from([0xff, 0x41, 0x0a]));
    peer.end(Buffer.from("cut 소").subarray(0, -1));
    await until(async () => (await shown()).length === 4);
    expect(await shown()).toEqual(["hello", "world", "\ufffdA", "cut \ufffd"]);
    await until(async () => session.notices.length > 0);
    expect(session.notices).toEqual([
      `TextSocketV2[host: 127.0.0.1, port: ${port}]: the peer has closed the connection; nothing more will come`,
    ]);
    expect(query.isActive).toBe(true);
    expect(query.recentProgress.at(-1)!.sources[0]).toMatchObject({
      description: `TextSocketV2[host: 127.0.0.1, port: ${port}]`,
      endOffset: 3,
    });
  });

  it("fails the query in one line when nobody listens, or when what comes is no text", async () => {
    const [peer, query] = await start();
    peer.on("error", () => {});
    const flood = Buffer.alloc(1 << 20, 0x41);
    const sent = (async () => {
      while (!peer.destroyed && query.isActive)
        await new Promise<void>(resolve => peer.write(flood, () => resolve()));
    })();
    await expect(query.awaitTermination()).rejects.toThrow(
      `127.0.0.1:${port} sent ${LONGEST_LINE} characters without a line break`,
    );
    await sent;
    server.close();
    await expect(memory().start().awaitTermination()).rejects.toThrow(
      /terminated with exception: Connection refused/,
    );
  });

  it("goes on behind its checkpoint with another connection's lines", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    for (const line of ["first", "second"]) {
      const connected = once(server, "connection");
      const query = lines().writeStream.format("console").option("checkpointLocation", checkpoint).start();
      const [peer] = (await connected) as [Socket];
      peer.write(`${line}\n`);
      await until(async () => session.batches.some(({ table }) => table.join().includes(line)));
      await query.stop();
    }
    expect(session.batches.reduce((rows, batch) => rows + batch.rowCount, 0)).toBe(2);
  });

  it.each([
    [{}, 'Set a host to read from with option("host", ...).'],
    [{ host: "localhost" }, 'Set a port to read from with option("port", ...).'],
    [{ host: "localhost", port: "x" }, 'For input string: "x"'],
    [
      { host: "localhost", port: "9", includeTimestamp: "maybe" },
      'IncludeTimestamp must be set to either "true" or "false".',
    ],
  ])("refuses %o", (options, message) => {
    expect(() =>
      session.spark.readStream
        .format("socket")
        .options({ ...options })
        .load(),
    ).toThrow(message);
  });

  it("says when lines came, if asked", () => {
    expect(lines(true).schema.simpleString).toBe("struct<value:string,timestamp:timestamp>");
  });
});

describe("lines", () => {
  it("end in LF, CR or CRLF, wherever the pieces are cut", () => {
    const text = "a\r\nb\rc\n\n\r소d\r\n";
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const splitter = new LineSplitter("peer");
      const found = [
        ...splitter.push(bytes.subarray(0, cut)),
        ...splitter.push(bytes.subarray(cut)),
        ...splitter.end(),
      ];
      expect(found, `cut at ${cut}`).toEqual(["a", "b", "c", "", "", "소d"]);
    }
  });
});
