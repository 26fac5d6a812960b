import { inject } from "vitest";
import { untilListening } from "./connect-server.js";

/** The address of the server that all suites share. */
export const sharedUrl = (): string => `sc://127.0.0.1:${inject("sparkConnect")}`;

/** Resolves when the shared server listens. */
export async function sharedServer(): Promise<string> {
  const port = inject("sparkConnect");
  if (port === 0) throw new Error("no Spark in .peers/: run scripts/peers.sh spark");
  await untilListening(port);
  return sharedUrl();
}
