import type { BreakKind } from "../stream/backoff.js";

/** What X says in a body or a line when something is wrong: all members that it was seen to have, in either of its forms. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly details?: readonly string[];
  readonly message?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly required_enrollment?: string;
  readonly registration_url?: string;
  readonly period?: string;
  readonly scope?: string;
  readonly product_name?: string;
  readonly connection_issue?: string;
  readonly disconnect_type?: string;
  readonly id?: string;
  readonly value?: string;
  readonly errors?: readonly Problem[];
}

export interface Explanation {
  readonly text: string;
  readonly kind: BreakKind | "fatal";
  readonly needs?: "token" | "rules";
}

const streamTiers = "pay-per-use, pro or enterprise";

/** By the last part of a problem's type: its host has changed, and may again. */
const byType: Readonly<Record<string, (problem: Problem) => Explanation>> = {
  "usage-capped": ({ period, product_name }) => ({
    text: `the ${(period ?? "").toLowerCase()} cap on posts of ${product_name ?? "this access"} is used up: wait for the next period, or move to a higher tier (pro, enterprise)`,
    kind: "fatal",
  }),
  "client-forbidden": ({ reason, required_enrollment, registration_url }) => ({
    text: `this app may not use streams${reason ? ` (${reason})` : ""}: it needs ${required_enrollment ?? streamTiers} access${registration_url ? `, see ${registration_url}` : ""}`,
    kind: "fatal",
  }),
  "unsupported-authentication": () => ({
    text: "streams take an app's bearer token only: give twitter.bearertoken, or consumer key and secret",
    kind: "fatal",
  }),
  "rate-limit-exceeded": () => ({ text: "the rate limit is reached", kind: "rate" }),
  "streaming-connection": problem => connectionIssue(problem),
  "operational-disconnect": problem => disconnect(problem),
  "client-disconnected": () => ({ text: "X has seen this client disconnect", kind: "network" }),
  "rule-cap": () => ({
    text: "the app has as many rules as its tier allows (pay-per-use and pro 1000, enterprise more): track less, or remove others",
    kind: "fatal",
  }),
  "rule-length": () => ({
    text: "a rule is longer than the tier allows: set twitter.tier to the app's own, or twitter.rules.length",
    kind: "fatal",
  }),
  "invalid-rules": () => ({ text: "X refuses a rule", kind: "fatal" }),
  "invalid-request": () => ({ text: "X does not take the request", kind: "fatal" }),
};

const issues: Readonly<Record<string, Explanation>> = {
  TooManyConnections: {
    text: "the app has as many connections as its tier allows (one, but for enterprise); another program may use it, or X still counts an older one",
    kind: "rate",
  },
  ProvisioningSubscription: { text: "X is still setting up this app's access", kind: "http" },
  RuleConfigurationIssue: { text: "the app has no rules at X", kind: "http", needs: "rules" },
  RulesInvalidIssue: { text: "the app's rules at X are not valid", kind: "http", needs: "rules" },
};

const disconnects: Readonly<Record<string, Explanation>> = {
  OperationalDisconnect: { text: "X disconnected for operational reasons", kind: "network" },
  UpstreamOperationalDisconnect: {
    text: "X disconnected upstream for operational reasons",
    kind: "network",
  },
  ForceDisconnect: { text: "X forced a disconnect, as when the app connects elsewhere", kind: "network" },
  UpstreamUncleanDisconnect: { text: "a connection inside X broke", kind: "network" },
  SlowReader: { text: "X found this reader too slow and has dropped what waited for it", kind: "network" },
  InternalError: { text: "an error inside X", kind: "network" },
  ClientApplicationStateDegraded: { text: "X has limited or suspended the app", kind: "http" },
  InvalidRules: { text: "the app's rules at X are not valid", kind: "http", needs: "rules" },
};

function connectionIssue({ connection_issue = "" }: Problem): Explanation {
  return issues[connection_issue] ?? { text: "X does not take the connection", kind: "http" };
}

function disconnect({ disconnect_type = "" }: Problem): Explanation {
  return disconnects[disconnect_type] ?? { text: "X disconnected", kind: "network" };
}

/** What a body or a line says; undefined when it is no problem of X's. */
export function problemOf(json: unknown): Problem | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const problem = json as Problem;
  const [first] = Array.isArray(problem.errors) ? problem.errors : [];
  if (typeof problem.type === "string" && problem.type !== "about:blank") return problem;
  if (typeof first === "object" && first !== null) return first;
  return typeof problem.title === "string" || typeof problem.detail === "string" ? problem : undefined;
}

/** What a problem of a known type means; undefined for the others. */
export function explainProblem(problem: Problem): Explanation | undefined {
  const type = /[^/]*$/.exec(problem.type ?? "")![0];
  if (problem.code === 88) return byType["rate-limit-exceeded"]!(problem);
  if (problem.title === "RulesCapExceeded") return byType["rule-cap"]!(problem);
  if (problem.title === "UsageCapExceeded") return byType["usage-capped"]!(problem);
  if (problem.title === "ConnectionException" || problem.connection_issue) return connectionIssue(problem);
  if (problem.disconnect_type) return disconnect(problem);
  return byType[type]?.(problem);
}

/** X's own words, in one line. */
export function wordsOf(problem: Problem): string {
  const { detail, details, message, title } = problem;
  return oneLine(detail ?? details?.join("; ") ?? message ?? title ?? "");
}

/** A text from elsewhere that can be shown: without what moves a cursor, and not too long. */
export function oneLine(text: string, longest = 300): string {
  const line = text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
