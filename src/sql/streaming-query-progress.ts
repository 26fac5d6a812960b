import type { QueryProgress, SourceProgress } from "../contracts/query-progress.js";
import { Row } from "./row.js";
import { rowJson } from "./row-json.js";
import { JsonForm, NumberText } from "./spark-json.js";

export interface StreamingQueryProgress extends Omit<QueryProgress, "observedMetrics"> {}

/** What a micro-batch did: Spark's fields (see `QueryProgress`), and its JSON forms. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the fields are copied over in the constructor, whole
export class StreamingQueryProgress extends JsonForm {
  /** What each `df.observe` found in the batch, by its name. */
  readonly observedMetrics: Readonly<Record<string, Row>>;
  private readonly observedJson: object;

  /** @internal */
  constructor({ observedMetrics, ...progress }: QueryProgress, timeZone: string) {
    super();
    Object.assign(this, progress);
    const found = Object.entries(observedMetrics).sort(([a], [b]) => (a < b ? -1 : 1));
    this.observedMetrics = Object.fromEntries(
      found.map(([name, { schema, values }]) => [name, new Row(schema, values, timeZone)]),
    );
    this.observedJson = Object.fromEntries(
      found.map(([name, { schema, values }]) => [name, rowJson(schema, values, timeZone)]),
    );
  }

  /** @internal */
  override jsonValue(): object {
    const { observedJson, observedMetrics: _, ...fields } = this;
    const { eventTime, sources } = fields;
    return {
      ...fields,
      ...rates(this),
      eventTime: nonEmpty(eventTime),
      sources: sources.map(source => ({ ...source, ...rates(source), metrics: nonEmpty(source.metrics) })),
      observedMetrics: nonEmpty(observedJson),
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
