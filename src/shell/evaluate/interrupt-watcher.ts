/** The thread behind `InterruptWatch`. */
import { closeSync, constants, openSync, readSync } from "node:fs";
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import { EntryPhase, Shared, type WatchData, type WatchMessage } from "./watch-data.js";

const { shared, terminal } = workerData as WatchData;
const state = new Int32Array(shared);
const pollMs = 50;
/**
 * Polls without a beat after which the thread is taken to be busy: soon while a statement runs its first, synchronous
 * part, which is the user's own. Later it may be the engine's turn, which must not be ended half-way, so that only a
 * thread that is stuck is ended: what is then cut off in the middle of a timer's callback may end the process.
 */
const patience = { [EntryPhase.synchronous]: 4, [EntryPhase.waiting]: 60, [EntryPhase.none]: 60 };
const ctrlC = "\x03";

let seen = -1;
let missed = 0;
let tty: number | undefined;
let keys = "";
let isEnding = false;
let entry = 0;

function readKeys(): string {
  tty ??= openSync(terminal, constants.O_RDONLY | constants.O_NONBLOCK);
  const buffer = Buffer.alloc(1024);
  try {
    return buffer.toString("utf8", 0, readSync(tty, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return "";
    throw error;
  }
}

/** Hands back what was taken: the shell's thread gets it when it is free. */
function handBack(interrupted: boolean): void {
  if (tty !== undefined) closeSync(tty);
  tty = undefined;
  if (keys || interrupted) parentPort?.postMessage({ keys, interrupted, entry } satisfies WatchMessage);
  keys = "";
  isEnding = false;
}

setInterval(() => {
  if (isEnding) return;
  const beat = Atomics.load(state, Shared.beat);
  const phase = Atomics.load(state, Shared.phase) as EntryPhase;
  missed = beat === seen ? missed + 1 : 0;
  seen = beat;
  if (missed < patience[phase]) {
    if (tty !== undefined) handBack(false);
    return;
  }
  keys += readKeys();
  const at = keys.lastIndexOf(ctrlC);
  if (at < 0) return;
  // What was typed before Ctrl-C is dropped, as a terminal drops it.
  keys = keys.slice(at + 1);
  isEnding = true;
  entry = Atomics.load(state, Shared.entry);
  // A session that stayed open would hold up the end of the process.
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => {
    session.disconnect();
    handBack(true);
  });
}, pollMs);
