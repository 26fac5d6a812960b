import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../util/errors.js";

/** A socket's path has to fit into 104 bytes on some systems. */
const LONGEST_PATH = 100;

/**
 * Takes the data directory for this process alone. The lock is a local socket that is listened on: the operating system
 * gives it up with the process, also when that is killed, and no process id has to be trusted.
 */
export async function lockDirectory(dir: string): Promise<{ release(): Promise<void> }> {
  const path = lockPath(dir);
  for (let attempt = 0; ; attempt++) {
    const server = createServer(socket => socket.destroy());
    const failure = await listening(server, path);
    if (!failure) {
      server.unref();
      return { release: () => new Promise(resolve => server.close(() => resolve())) };
    }
    if (failure.code !== "EADDRINUSE")
      throw new UserError(`The Kafka data directory ${dir} cannot be used: ${failure.message}`, {
        cause: failure,
      });
    if (attempt > 0 || (await answers(path)))
      throw new UserError(
        `The Kafka data directory ${dir} is in use by another tweet-shell; stop that one or choose another --data-dir`,
      );
    unlinkSync(path); // left by a process that was killed
  }
}

function lockPath(dir: string): string {
  const hash = createHash("sha256").update(dir).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\tweet-shell-${hash}`;
  const path = join(dir, "lock");
  return Buffer.byteLength(path) <= LONGEST_PATH ? path : join(tmpdir(), `tweet-shell-${hash}.lock`);
}

function listening(server: Server, path: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise(resolve => {
    server.once("error", resolve);
    server.listen({ path }, () => resolve(undefined));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ path });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
