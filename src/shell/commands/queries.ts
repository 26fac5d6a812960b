import type { QueryView } from "../../contracts/query-monitor.js";
import type { Command } from "./command.js";

export const queries: Command = {
  name: "queries",
  usage: ":queries",
  summary: "the session's streaming queries and how they are",
  async run({ output, monitor }) {
    const views = monitor.queries();
    output.answer(views.length > 0 ? views.map(line).join("\n") : "no query was started");
  },
};

function line({ name, id, state, status, error, progress }: QueryView): string {
  const rows = progress
    ? `, batch ${progress.batchId}: ${progress.numInputRows} rows in ${progress.batchDuration} ms`
    : "";
  return `${name ?? id}: ${state}, ${error ?? status.message}${rows}`;
}
