import type { KernelContext } from "../src/engine/kernels/kernel.js";
import type { AnalysisContext } from "../src/plan/analyze/scope.js";

/** A session without views and functions of its own. */
export const analysis: AnalysisContext = {
  ansi: true,
  timeZone: "UTC",
  table: () => undefined,
  userFunction: () => undefined,
};

export const kernelContext = (timeZone = "UTC", ansi = true): KernelContext => ({
  timeZone,
  ansi,
  now: () => 0n,
});
