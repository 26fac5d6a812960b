/** The thread behind `InterruptWatch`. */
import { closeSync, constants, openSync, readSync } from "node:fs";
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import type { WatchData, WatchMessage } from "./interrupt-watch.js";

const { beats, terminal } = workerData as WatchData;
const state = new Int32Array(beats);
const pollMs = 50;
/** So many polls without a beat, and the thread is busy. */
const patience = 4;
const ctrlC = "\x03";

const session = new Session();
session.connectToMainThread();

let seen = -1;
let missed = 0;
let tty: number | undefined;
let keys = "";

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
  if (keys || interrupted) parentPort?.postMessage({ keys, interrupted } satisfies WatchMessage);
  keys = "";
}

setInterval(() => {
  const beat = Atomics.load(state, 0);
  missed = beat === seen ? missed + 1 : 0;
  seen = beat;
  if (Atomics.load(state, 1) === 0 || missed < patience) {
    if (tty !== undefined) handBack(false);
    return;
  }
  keys += readKeys();
  const at = keys.lastIndexOf(ctrlC);
  if (at < 0) return;
  // What was typed before Ctrl-C is dropped, as a terminal drops it.
  keys = keys.slice(at + 1);
  session.post("Runtime.terminateExecution", () => handBack(true));
}, pollMs);
