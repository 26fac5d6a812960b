import type { Backend } from "../contracts/backend.js";
import type { RemoteSession } from "../contracts/remote-session.js";
import { analyze } from "../plan/analyze/analyze.js";
import type { AnalysisContext } from "../plan/analyze/scope.js";
import { relation } from "../plan/nodes/create.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import type { Conf } from "../util/conf.js";
import { SessionCatalog } from "./session-catalog.js";

/** What a session is given by whoever opens it. */
export interface SessionServices {
  readonly backend: Backend;
  readonly conf: Conf;
  /** Writes what `show`, `printSchema` and `println` print. */
  print(text: string): void;
  /** Aborted when the user breaks off the entry that runs now. */
  interruption(): AbortSignal | undefined;
}

/** What every object of a session shares. */
export interface SessionState extends SessionServices {
  readonly catalog: SessionCatalog;
  readonly analysis: AnalysisContext;
  /** Where the session is one of a server. */
  readonly remote: RemoteSession | undefined;
  /** The plan with its names and types known, here or on the server. @throws AnalysisException for what cannot be */
  analyze(plan: LogicalPlan): LogicalPlan;
}

/** A session's state over its services: its views and functions are its own. */
export function openState(services: SessionServices): SessionState {
  const catalog = new SessionCatalog();
  const { conf } = services;
  const analysis: AnalysisContext = {
    get ansi() {
      return conf.isAnsi;
    },
    get timeZone() {
      return conf.timeZone;
    },
    get escapedStringLiterals() {
      return conf.find("spark.sql.parser.escapedStringLiterals") === "true";
    },
    table: nameParts => catalog.view(nameParts) ?? filesNamed(nameParts, services.backend),
    userFunction: name => catalog.userFunction(name),
  };
  const { remote } = services.backend;
  const analyzeHere = (plan: LogicalPlan) => analyze(plan, analysis);
  return {
    ...services,
    catalog,
    analysis,
    remote,
    analyze: remote ? plan => remote.table(plan, () => analyzeHere(plan)) : analyzeHere,
  };
}

const fileFormats: readonly string[] = ["parquet", "json", "csv", "text"];

/** The files that SQL names in a table's place: ``parquet.`/data/tweets` ``. */
function filesNamed([format, path, ...rest]: readonly string[], backend: Backend): LogicalPlan | undefined {
  if (path === undefined || rest.length > 0 || !fileFormats.includes(format!.toLowerCase())) return undefined;
  const source = { format: format!, options: { path } };
  return relation(source, backend.relationSchema(source, undefined, false), false);
}
