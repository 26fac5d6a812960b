import type { FunctionRow } from "../plan/functions/function-row.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { AnalysisException } from "../util/errors.js";
import { SessionTables } from "./session-tables.js";

/** @throws AnalysisException when no view can have this name */
export function checkViewName(name: string): void {
  if (!/^[\p{L}\p{N}_]+$/u.test(name)) throw new AnalysisException(null, `Invalid view name: ${name}.`);
}

/** A session's temporary views and registered functions, by name without regard to case. */
export class SessionCatalog {
  private readonly views = new Map<string, { readonly name: string; readonly plan: LogicalPlan }>();
  readonly tables = new SessionTables();
  private readonly functions = new Map<string, FunctionRow>();

  view(nameParts: readonly string[]): LogicalPlan | undefined {
    const [name, database] = [nameParts.at(-1)!, nameParts.at(-2)];
    if (database !== undefined && !["default", "global_temp"].includes(database.toLowerCase()))
      return undefined;
    return this.views.get(name.toLowerCase())?.plan;
  }

  /** @param plan analyzed */
  createView(name: string, plan: LogicalPlan, replace: boolean): void {
    checkViewName(name);
    if (!replace && this.views.has(name.toLowerCase()))
      throw new AnalysisException(
        "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
        `Cannot create the temporary view \`${name}\` because it already exists.\nChoose a different name, drop or replace the existing view,  or add the IF NOT EXISTS clause to tolerate pre-existing views.`,
        "42P07",
      );
    this.views.set(name.toLowerCase(), { name, plan });
  }

  dropView(name: string): boolean {
    return this.views.delete(name.toLowerCase());
  }

  get viewNames(): string[] {
    return [...this.views.values()].map(view => view.name).sort();
  }

  userFunction(name: string): FunctionRow | undefined {
    return this.functions.get(name.toLowerCase());
  }

  register(row: FunctionRow): void {
    this.functions.set(row.name.toLowerCase(), row);
  }

  get functionNames(): string[] {
    return [...this.functions.values()].map(row => row.name);
  }
}
