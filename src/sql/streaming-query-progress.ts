import type { QueryProgress, SourceProgress } from "../contracts/query-progress.js";
import { JsonForm, NumberText } from "./spark-json.js";

export interface StreamingQueryProgress extends QueryProgress {}

/** What a micro-batch did: Spark's fields (see `QueryProgress`), and its JSON forms. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the fields are copied over in the constructor, whole
export class StreamingQueryProgress extends JsonForm {
  /** @internal */
  constructor(progress: QueryProgress) {
    super();
    Object.assign(this, progress);
  }

  /** @internal */
  override jsonValue(): object {
    const { eventTime, sources } = this;
    return {
      ...this,
      ...rates(this),
      eventTime: nonEmpty(eventTime),
      sources: sources.map(source => ({ ...source, ...rates(source), metrics: nonEmpty(source.metrics) })),
    };
  }
}

type Rates = Pick<SourceProgress, "inputRowsPerSecond" | "processedRowsPerSecond">;

function rates({ inputRowsPerSecond, processedRowsPerSecond }: Rates) {
  return {
    inputRowsPerSecond: rate(inputRowsPerSecond),
    processedRowsPerSecond: rate(processedRowsPerSecond),
  };
}

const rate = (rows: number) => (Number.isFinite(rows) ? new NumberText(rows.toFixed(1)) : null);

function nonEmpty<T extends object>(fields: T | undefined): T | undefined {
  return fields && Object.keys(fields).length > 0 ? fields : undefined;
}
