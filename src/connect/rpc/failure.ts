import { Code, ConnectError } from "@connectrpc/connect";
import type { FetchErrorDetailsResponse } from "../proto/generated/base_pb.js";
import { ErrorInfoSchema } from "../proto/generated/errors_pb.js";

/** What went wrong with a call: plain data, which goes from thread to thread. */
export interface Failure {
  /** gRPC's own word: `unavailable`, `internal` … */
  readonly code: string;
  readonly message: string;
  /** Java's class, such as `org.apache.spark.sql.AnalysisException`; empty where no Spark answered. */
  readonly exception: string;
  readonly errorClass: string | null;
  readonly sqlState?: string;
  /** The server's stack. */
  readonly trace?: string;
}

/** The failure of a call, and under which id the server tells more of it. */
export function failureOf(thrown: unknown): { failure: Failure; errorId?: string } {
  const error = ConnectError.from(thrown);
  const code = Code[error.code]!.replace(/[A-Z]/g, (letter, i) => (i ? "_" : "") + letter.toLowerCase());
  const [info] = error.findDetails(ErrorInfoSchema);
  const { metadata = {} } = info ?? {};
  const cause = info ? "" : causeOf(error.cause);
  return {
    failure: {
      code,
      message: cause || error.rawMessage,
      exception: info?.reason ?? "",
      errorClass: metadata.errorClass ?? null,
      ...(metadata.sqlState && { sqlState: metadata.sqlState }),
      ...(metadata.stackTrace && { trace: metadata.stackTrace }),
    },
    ...(metadata.errorId && { errorId: metadata.errorId }),
  };
}

/** With the whole message, class and stack, which may have been cut in the first answer. */
export function withDetails(failure: Failure, details: FetchErrorDetailsResponse): Failure {
  const root = details.errors[details.rootErrorIdx ?? -1];
  if (!root) return failure;
  const { errorClass, sqlState } = root.sparkThrowable ?? {};
  return {
    ...failure,
    message: root.message,
    exception: root.errorTypeHierarchy[0] ?? failure.exception,
    errorClass: errorClass ?? failure.errorClass,
    ...(sqlState && { sqlState }),
    trace: traceOf(details, details.rootErrorIdx!),
  };
}

/** As Java prints a stack, causes below. */
function traceOf(details: FetchErrorDetailsResponse, first: number): string {
  const seen = new Set<number>();
  const parts: string[] = [];
  for (let at: number | undefined = first; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const error: FetchErrorDetailsResponse["errors"][number] | undefined = details.errors[at];
    if (!error) break;
    const lines = error.stackTrace.map(
      ({ declaringClass, methodName, fileName, lineNumber }) =>
        `    at ${declaringClass}.${methodName}(${fileName ?? "Unknown Source"}:${lineNumber})`,
    );
    parts.push([`${error.errorTypeHierarchy[0] ?? ""}: ${error.message}`, ...lines].join("\n"));
    at = error.causeIdx;
  }
  return parts.join("\nCaused by: ");
}

function causeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  // Node puts the attempts by address into one error without words.
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error ? inner.message : "";
}
