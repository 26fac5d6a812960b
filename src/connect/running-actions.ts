import type { ActionProgress } from "../contracts/action-progress.js";
import type { ExecutePlanResponse_ExecutionProgress as WireProgress } from "./proto/generated/base_pb.js";

interface Action {
  readonly startedAt: number;
  rows: number;
  share: number | undefined;
}

/** The operations that the server works at for this shell, as it tells of their tasks. */
export class RunningActions {
  private readonly all = new Set<Action>();

  list(): readonly ActionProgress[] {
    return [...this.all];
  }

  begin(): Action {
    const action: Action = { startedAt: Date.now(), rows: 0, share: undefined };
    this.all.add(action);
    return action;
  }

  progressed(action: Action, { stages }: WireProgress): void {
    const sum = (of: "numTasks" | "numCompletedTasks") =>
      stages.reduce((total, stage) => total + Number(stage[of]), 0);
    const tasks = sum("numTasks");
    action.share = tasks > 0 ? sum("numCompletedTasks") / tasks : undefined;
  }

  end(action: Action): void {
    this.all.delete(action);
  }
}
