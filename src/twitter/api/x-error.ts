import { UserError } from "../../util/errors.js";
import type { BreakKind } from "../stream/backoff.js";

interface Details {
  /** When X says that it may be tried again, in milliseconds since the epoch. */
  readonly retryAt?: number;
  /** What has to be done before it is tried again. */
  readonly needs?: "token" | "rules";
}

/** What X, or the way to it, refused: in one line, without secrets. Nothing that a library threw is kept, since it holds the token. */
export class XError extends UserError {
  override name = "XError";
  readonly retryAt: number | undefined;
  readonly needs: "token" | "rules" | undefined;

  constructor(
    message: string,
    readonly kind: BreakKind | "fatal",
    { retryAt, needs }: Details = {},
  ) {
    super(message);
    this.retryAt = retryAt;
    this.needs = needs;
  }
}
