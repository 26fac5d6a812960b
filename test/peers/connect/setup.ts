import type { TestProject } from "vitest/node";
import { startConnectServer } from "./connect-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The port of the server that all suites share; 0 where Spark is not installed. */
    sparkConnect: number;
  }
}

/** Starts one Spark Connect server for all suites, which takes a quarter of a minute: it comes up while others run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startConnectServer().catch(() => undefined);
  server?.up.catch(() => {});
  project.provide("sparkConnect", server?.port ?? 0);
  return async () => server?.kill();
}
