import type { Attribute, Expression } from "../expressions/expression.js";
import { isTimeWindow } from "../expressions/inspect.js";
import { childrenOf, outputOf } from "./inspect.js";
import type { LogicalPlan } from "./logical-plan.js";

/** Columns that tell when a row happened, by id, with the delay of their watermark in milliseconds. */
export type EventTimes = ReadonlyMap<number, number>;

/** The event time columns of an analyzed plan: the one `withWatermark` named, under whatever name, and windows over it. */
export function eventTimesOf(plan: LogicalPlan): EventTimes {
  const known = memo.get(plan);
  if (known) return known;
  const found = compute(plan);
  memo.set(plan, found);
  return found;
}

/** The first event time column that a plan puts out. */
export function eventTimeOf(plan: LogicalPlan): Attribute | undefined {
  const times = eventTimesOf(plan);
  return outputOf(plan).find(column => times.has(column.id));
}

/** The delay of an expression that stands for an event time; undefined for others. */
export function delayOf(expression: Expression, times: EventTimes): number | undefined {
  if (expression.kind === "attribute") return times.get(expression.id);
  if (expression.kind === "alias") return delayOf(expression.child, times);
  if (expression.kind === "functionCall" && expression.name === "window_time")
    return delayOf(expression.args[0]!, times);
  return undefined;
}

const memo = new WeakMap<LogicalPlan, EventTimes>();

function compute(plan: LogicalPlan): EventTimes {
  switch (plan.kind) {
    case "eventTimeWatermark":
      return new Map([[(plan.eventTime as Attribute).id, plan.delayMs]]);
    case "project":
      return named(plan.expressions, eventTimesOf(plan.child));
    case "aggregate":
      return named(plan.groupings, eventTimesOf(plan.child));
    case "generate": {
      const times = new Map(eventTimesOf(plan.child));
      const { generator } = plan;
      const delay = isTimeWindow(generator) ? delayOf(generator.args[0]!, times) : undefined;
      if (delay !== undefined) times.set(plan.output[0]!.id, delay);
      return times;
    }
    case "expand": {
      const times = eventTimesOf(plan.child);
      return new Map(
        plan.output.flatMap(({ id }, i) => {
          const delays = plan.projections.map(projection => delayOf(projection[i]!, times));
          const delay = delays.find(each => each !== undefined);
          return delay === undefined ? [] : [[id, delay] as const];
        }),
      );
    }
    case "processKeys":
      return new Map();
    case "union":
      return eventTimesOf(plan.children[0]!);
    default:
      return new Map(childrenOf(plan).flatMap(child => [...eventTimesOf(child)]));
  }
}

function named(expressions: readonly Expression[], times: EventTimes): EventTimes {
  return new Map(
    expressions.flatMap(expression => {
      const delay = delayOf(expression, times);
      const isNamed = expression.kind === "attribute" || expression.kind === "alias";
      return delay !== undefined && isNamed ? [[expression.id, delay] as const] : [];
    }),
  );
}
