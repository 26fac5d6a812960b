import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { freePort } from "../../free-port.js";

/** In a thread of its own: the session's thread stands still while it waits for the server, and so would a proxy in it. */
const code = `
const { parentPort, workerData: { port, target } } = require("node:worker_threads");
const { connect, createServer } = require("node:net");
const sockets = new Set();
let server;
const commands = {
  cut: () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  },
  restore: () => {
    server = createServer(client => {
      const there = connect(target, "127.0.0.1");
      client.pipe(there).pipe(client);
      for (const socket of [client, there]) {
        sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          client.destroy();
          there.destroy();
        });
      }
    }).listen(port, "127.0.0.1", () => parentPort.postMessage("up"));
  },
};
parentPort.on("message", command => commands[command]());
commands.restore();
`;

/** A way to a server that can be cut. */
export class TcpProxy {
  private constructor(
    readonly port: number,
    private readonly worker: Worker,
  ) {}

  static async to(target: number): Promise<TcpProxy> {
    const port = await freePort();
    const worker = new Worker(code, { eval: true, workerData: { port, target } });
    await once(worker, "message");
    return new TcpProxy(port, worker);
  }

  /** Ends all connections, and takes no other. */
  cut(): void {
    this.worker.postMessage("cut");
  }

  restore(): void {
    this.worker.postMessage("restore");
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
