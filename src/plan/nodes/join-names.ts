import type { JoinType } from "./logical-plan.js";

/** Joins as Spark's plans and messages name them. */
export const joinNames: Readonly<Record<JoinType, string>> = {
  inner: "Inner",
  cross: "Cross",
  left: "LeftOuter",
  right: "RightOuter",
  full: "FullOuter",
  leftSemi: "LeftSemi",
  leftAnti: "LeftAnti",
};
