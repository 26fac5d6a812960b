import type { QueryView } from "../contracts/query-monitor.js";
import { queryLabel } from "../util/query-label.js";
import { cellWidth } from "./cells.js";
import type { Piece } from "./ink-style.js";
import { type Line, piece, plain } from "./line.js";
import type { Rates } from "./rate-history.js";
import { shortNumber } from "./short-number.js";
import { sparkline } from "./sparkline.js";

/** What a header tells besides the query itself. */
export interface HeaderContext {
  readonly rates?: Rates | undefined;
  /** Before the name. */
  readonly bullet?: string;
  /** Batches that have come since the table was frozen. */
  readonly passed?: number | undefined;
  readonly isFront?: boolean;
}

/** A part of the header; of two that find no room together, the one with the smaller weight goes. */
interface Part {
  readonly weight: number;
  readonly line: Line;
  /** Between it and what stands before it. */
  readonly glue?: string;
}

const always = 100;

/** One line on a query: its name, its state, and of its newest batch the number, the rates and the time. */
export const queryHeader = (query: QueryView): string => plain(headerLine(query, Number.POSITIVE_INFINITY));

/** The same within `width` cells: what matters least is left out whole. */
export function headerLine(query: QueryView, width: number, context: HeaderContext = {}): Line {
  const parts = [...headerParts(query, context)];
  const join = () => parts.flatMap(({ line, glue = " · " }, i) => (i > 0 ? [piece(glue), ...line] : line));
  for (let line = join(); ; line = join()) {
    if (cellWidth(plain(line)) <= width) return line;
    const least = parts.reduce((found, part) => (part.weight < found.weight ? part : found));
    if (least.weight === always) return line;
    parts.splice(parts.indexOf(least), 1);
  }
}

function* headerParts(query: QueryView, context: HeaderContext): Iterable<Part> {
  const { progress, batch } = query;
  const style = query.state === "failed" ? "bad" : context.isFront ? "front" : "good";
  const name = context.bullet === undefined ? queryLabel(query) : `${context.bullet} ${queryLabel(query)}`;
  yield { weight: always, line: [piece(name, style)] };
  yield { weight: 90, line: [piece(query.state, query.state === "failed" ? "bad" : undefined)] };
  if (context.passed !== undefined)
    yield {
      weight: 85,
      line: [
        piece(`frozen, ${context.passed} ${plural(context.passed, "batch", "batches")} passed`, "changed"),
      ],
    };
  const batchId = batch?.batchId ?? progress?.batchId;
  if (batchId !== undefined) yield { weight: 80, line: [piece(`batch ${batchId}`)] };
  if (query.waitsFor !== undefined) {
    yield { weight: always, line: [piece(`waits: ${query.waitsFor}`, "changed")] };
    return;
  }
  if (!progress) {
    if (query.state === "active") yield { weight: 70, line: [piece(query.status.message)] };
    return;
  }
  const rates = context.rates;
  yield { weight: 70, line: [piece(`${rate(rates?.in ?? progress.inputRowsPerSecond)} rows/s in`)] };
  if (rates?.bars.some(bar => bar > 0))
    yield { weight: 10, line: [piece(sparkline(rates.bars), "accent")], glue: " " };
  if (!rates) yield { weight: 40, line: [piece(`${rate(progress.processedRowsPerSecond)} processed`)] };
  else if (rates.out !== undefined) yield { weight: 40, line: [piece(`${rate(rates.out)} out`)] };
  yield { weight: 60, line: [batchTime(progress.batchDuration, query.triggerMs)] };
  if (progress.eventTime.watermark !== undefined)
    yield { weight: 30, line: [piece(`watermark ${watermark(progress.eventTime.watermark)}`)] };
  if (progress.stateOperators.length > 0) {
    const rows = progress.stateOperators.reduce((sum, { numRowsTotal }) => sum + numRowsTotal, 0);
    yield {
      weight: 20,
      line: [piece(`${rows.toLocaleString("en-US")} state ${plural(rows, "row", "rows")}`)],
    };
  }
}

/** How long the batch took; against the trigger's interval, beyond which the query falls behind. */
function batchTime(ms: number, interval: number | undefined): Piece {
  if (!interval) return piece(duration(ms));
  return piece(`${duration(ms)} of ${duration(interval)}`, ms > interval ? "bad" : undefined);
}

/** Such as `12 ms`, `5 s`, `1.5 s`, `2 min`. */
function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  return `${Number((ms / 60_000).toFixed(1))} min`;
}

/** Up to the second; what stands at the epoch has seen nothing yet. */
function watermark(iso: string): string {
  return iso.startsWith("1970-01-01T00:00:00") ? "–" : iso.replace(/\.\d+Z$/, "Z");
}

const rate = (perSecond: number): string => (perSecond < 100 ? perSecond.toFixed(1) : shortNumber(perSecond));

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);
