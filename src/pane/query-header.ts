import type { QueryView } from "../contracts/query-monitor.js";
import { queryLabel } from "../util/query-label.js";

/** One line on a query: its name, its state, and of its newest batch the number, the rates and the time. */
export function queryHeader(query: QueryView): string {
  const { progress, batch } = query;
  const parts = [queryLabel(query), query.state];
  const batchId = batch?.batchId ?? progress?.batchId;
  if (batchId !== undefined) parts.push(`batch ${batchId}`);
  if (query.waitsFor !== undefined) parts.push(`waits: ${query.waitsFor}`);
  else if (progress)
    parts.push(
      `${rate(progress.inputRowsPerSecond)} rows/s in, ${rate(progress.processedRowsPerSecond)} processed`,
      `${progress.batchDuration} ms`,
    );
  else if (query.state === "active") parts.push(query.status.message);
  return parts.join(" · ");
}

/** Three digits are what the eye takes in while a number changes. */
function rate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return "–";
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(2)} M`;
  if (perSecond >= 1e4) return `${(perSecond / 1e3).toFixed(1)} k`;
  return perSecond >= 100 ? perSecond.toFixed(0) : perSecond.toFixed(1);
}
