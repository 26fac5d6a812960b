import type { Secrets } from "../config/secrets.js";
import { explainProblem, oneLine, type Problem, problemOf, wordsOf } from "./problem.js";
import { XError } from "./x-error.js";

/** What X answered instead of what it was asked for. */
export interface Refusal {
  /** Such as `GET /2/tweets/search/stream`. */
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body: parsed if it was JSON, otherwise its beginning. */
  readonly body: unknown;
}

/** Status codes whose bodies say little. */
const byStatus: Readonly<Record<number, { readonly text: string; readonly kind: XError["kind"] }>> = {
  401: { text: "X does not know these credentials", kind: "fatal" },
  403: { text: "this app may not do that", kind: "fatal" },
  404: { text: "there is nothing at this address", kind: "fatal" },
  409: { text: "the app has no rules at X", kind: "http" },
  420: { text: "the rate limit is reached", kind: "rate" },
  429: { text: "the rate limit is reached, or too many connections are open", kind: "rate" },
};

/** The error for an answer that is none: in one line, its kind by what X says and then by its status. */
export function refusalError({ request, status, headers, body }: Refusal, secrets: Secrets): XError {
  const { location } = headers;
  const asked = `${request} was answered ${status}`;
  if (status >= 300 && status < 400)
    return new XError(
      `${asked}, a redirect to ${hostOf(String(location ?? ""))}: refused, as the token would go along. Is twitter.api.base.url right?`,
      "fatal",
    );
  const problem = problemOf(body);
  const explained = problem && explainProblem(problem);
  const known = explained ?? byStatus[status];
  const kind = known?.kind ?? (status < 400 || status >= 500 || status === 408 ? "http" : "fatal");
  const needs =
    explained?.needs ??
    (status === 409 ? "rules" : status === 401 && !request.includes("/oauth2/") ? "token" : undefined);
  const retryAt = kind === "rate" ? resetOf(headers, problem) : undefined;
  const text =
    known?.text ??
    (status >= 500 ? "X has a problem" : status < 400 ? "not what was asked for" : "X did not do it");
  const words = problem ? wordsOf(problem) : pageTitle(body);
  const tier = needsTier(request, status, explained !== undefined);
  return new XError(shown(`${asked}: ${text}${words ? ` ("${words}")` : ""}${tier}`, secrets), kind, {
    ...(needs && { needs }),
    ...(retryAt !== undefined && { retryAt }),
  });
}

/** When the limit that was reached is reset. The headers stand in every answer, also where too many connections are what is wrong. */
function resetOf(headers: Refusal["headers"], problem: Problem | undefined): number | undefined {
  const reset = Number(headers["x-rate-limit-reset"]);
  const remaining = headers["x-rate-limit-remaining"];
  const isReached = remaining === undefined ? !problem?.connection_issue : Number(remaining) <= 0;
  return reset > 0 && isReached ? reset * 1000 : undefined;
}

function needsTier(request: string, status: number, isExplained: boolean): string {
  if (status === 403 && request.includes("/sample/stream"))
    return "; the sample stream needs enterprise access";
  if ((status === 400 || status === 403) && request.includes("backfill_minutes"))
    return "; twitter.backfill.minutes needs enterprise access";
  return status === 403 && !isExplained && request.includes("stream")
    ? "; streams need pay-per-use, pro or enterprise access"
    : "";
}

/** The error of a problem that came within a stream. */
export function problemError(problem: Problem, secrets: Secrets): XError {
  const { text, kind, needs } = explainProblem(problem) ?? { text: "X reported an error", kind: "network" };
  const words = wordsOf(problem);
  return new XError(shown(`${text}${words ? ` ("${words}")` : ""}`, secrets), kind, {
    ...(needs && { needs }),
  });
}

/** A server may say back what it was sent. */
function shown(message: string, secrets: Secrets): string {
  return oneLine(secrets.scrub(message), 800);
}

/** What a page that is no JSON is called. */
function pageTitle(body: unknown): string {
  if (typeof body !== "string" || body.trim() === "") return "";
  const title = /<title>([^<]*)/i.exec(body)?.[1];
  return title ? `a page, "${oneLine(title)}"` : /<html/i.test(body) ? "a page" : oneLine(body).slice(0, 100);
}

function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).host : "another address";
}

const unsafe = /^(?:CERT_|ERR_TLS|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|ERR_SSL)/;

/** The error of a way to X that is broken. What a certificate lacks will not come by trying again. */
export function networkError(error: unknown, host: string, secrets: Secrets): XError {
  if (error instanceof XError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const why = shown(message ?? String(error), secrets);
  if (code !== undefined && unsafe.test(code))
    return new XError(`${host} cannot be trusted: ${why} (${code})`, "fatal");
  return new XError(`${host} cannot be reached: ${why}`, "network");
}
