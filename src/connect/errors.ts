import { ParseException } from "../plan/parser/parse-exception.js";
import { AnalysisException, IllegalArgumentException, SparkError, UserError } from "../util/errors.js";
import { type Address, placeOf } from "./address.js";
import type { Failure } from "./rpc/failure.js";
import { RpcError } from "./rpc/rpc.js";

/** Sessions that are no more: what they held, views and queries, went with them. */
const lostSession: readonly string[] = [
  "INVALID_HANDLE.SESSION_CLOSED",
  "INVALID_HANDLE.SESSION_CHANGED",
  "INVALID_HANDLE.SESSION_NOT_FOUND",
];

/** Why nothing of Spark answered, by gRPC's codes. */
const unanswered: Readonly<Record<string, (place: string, failure: Failure) => string>> = {
  unavailable: (place, { message }) =>
    `Spark at ${place} does not answer (${message}). Is the Connect server running? :connect URL connects again.`,
  deadline_exceeded: place =>
    `Spark at ${place} did not answer in time: is it a Spark Connect server, and is TLS (use_ssl=true) as it expects?`,
  unauthenticated: place =>
    `Spark at ${place} does not take the token: give another with sc://${place}/;token=….`,
  permission_denied: place =>
    `Spark at ${place} does not let this user in: check the token and user_id of the address.`,
  resource_exhausted: (place, { message }) =>
    `A message to or from Spark at ${place} is larger than the limit of 128 MB (${message}). Take fewer or smaller columns, or write the rows instead of collecting them.`,
  unimplemented: (place, { message }) =>
    `What answers at ${place} does not know this call (${message}): Spark Connect 4.0 or newer is needed.`,
};

/** What went wrong on the server, as an error of ours: its class and its words, the server's stack as the cause. */
export function toError(thrown: unknown, address: Address): unknown {
  if (!(thrown instanceof RpcError)) return thrown;
  const { failure } = thrown;
  const place = placeOf(address);
  if (failure.errorClass && lostSession.includes(failure.errorClass))
    return traced(
      new UserError(
        `The session at ${place} has ended (${failure.errorClass}): its views and queries are gone. :connect URL opens another.`,
      ),
      failure,
    );
  if (failure.exception === "") {
    const words = unanswered[failure.code];
    return traced(
      new UserError(words ? words(place, failure) : `Spark at ${place}: ${failure.message}`),
      failure,
    );
  }
  return traced(sparkError(failure), failure);
}

function sparkError({ exception, errorClass, message }: Failure): SparkError {
  const name = exception.slice(exception.lastIndexOf(".") + 1);
  const error = make(name, errorClass);
  // The server's words have the class in front already.
  error.message = message.trim();
  return error;
}

function make(name: string, errorClass: string | null): SparkError {
  if (name === "ParseException") return new ParseException(errorClass, "", undefined, "");
  if (name.endsWith("AnalysisException")) return new AnalysisException(errorClass, "");
  if (name.endsWith("IllegalArgumentException")) return new IllegalArgumentException("");
  return new SparkError(errorClass, "");
}

/** The stack of the server, for `:trace`. */
function traced<E extends Error>(error: E, { trace }: Failure): E {
  if (!trace) return error;
  const cause = new Error("on the server");
  cause.stack = trace;
  error.cause = cause;
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
