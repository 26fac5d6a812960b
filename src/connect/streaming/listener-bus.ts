import { setTimeout as sleep } from "node:timers/promises";
import { StreamingQueryEventType as EventType } from "../proto/generated/commands_pb.js";
import { type ConnectSession, commandPlan } from "../session.js";

export interface BusEvent {
  readonly kind: "progress" | "terminated" | "idle";
  readonly json: unknown;
}

const kinds: Readonly<Partial<Record<EventType, BusEvent["kind"]>>> = {
  [EventType.QUERY_PROGRESS_EVENT]: "progress",
  [EventType.QUERY_TERMINATED_EVENT]: "terminated",
  [EventType.QUERY_IDLE_EVENT]: "idle",
};
const RESTART_MS = 500;

/** What the server tells of the session's queries as it happens: one call that goes on as long as the session. */
export class ListenerBus {
  private readonly end = new AbortController();
  private isOpen = false;

  /** @param restarted is called when events may have been missed */
  constructor(
    private readonly session: ConnectSession,
    private readonly heard: (event: BusEvent) => void,
    private readonly restarted: () => void,
  ) {}

  /** Begins to listen; later calls do nothing. */
  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    void this.listen();
  }

  close(): void {
    this.end.abort();
  }

  private async listen(): Promise<void> {
    const { signal } = this.end;
    const plan = commandPlan({
      case: "streamingQueryListenerBusCommand",
      value: { command: { case: "addListenerBusListener", value: true } },
    });
    while (!signal.aborted)
      try {
        for await (const { responseType } of this.session.execute(plan, signal)) {
          if (responseType.case !== "streamingQueryListenerEventsResult") continue;
          if (responseType.value.listenerBusListenerAdded) this.restarted();
          for (const { eventType, eventJson } of responseType.value.events) {
            const kind = kinds[eventType];
            if (kind) this.heard({ kind, json: JSON.parse(eventJson) });
          }
        }
      } catch {
        // Queries are asked for now and then, which tells what broke.
        if (!signal.aborted) await sleep(RESTART_MS, undefined, { ref: false });
      }
  }
}
