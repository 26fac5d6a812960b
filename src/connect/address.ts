import { userInfo } from "node:os";
import { UserError } from "../util/errors.js";

/** Where a Spark Connect server is and how it is spoken to: a `sc://` URL taken apart. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly useTls: boolean;
  /** Sent as metadata, over TLS alone; never shown. */
  readonly token?: string;
  readonly userId: string;
  /** Of a session to join; a new one without it. */
  readonly sessionId?: string;
  readonly userAgent?: string;
  /** Metadata of every call: what the URL says with `x-…` and other names that are not its own. */
  readonly headers: Readonly<Record<string, string>>;
}

const DEFAULT_PORT = 15_002;
const form = "sc://HOST[:PORT][/;token=…;use_ssl=true;user_id=…]";
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * Takes apart a URL of Spark Connect
 * (https://github.com/apache/spark/blob/master/sql/connect/docs/client-connection-string.md).
 * @throws UserError that says which part is wrong, without its value
 */
export function parseAddress(text: string): Address {
  const match = /^sc:\/\/(\[[\da-f:.]+\]|[^:/;?#@\s]+)(?::(\d{1,5}))?(?:\/(;.*)?)?$/i.exec(text.trim());
  if (!match)
    throw new UserError(
      `That is no address of a Spark Connect server; it should be ${form}, such as sc://localhost:${DEFAULT_PORT}.`,
    );
  const port = Number(match[2] ?? DEFAULT_PORT);
  if (port < 1 || port > 65_535) throw new UserError(`${match[2]} is no port; it should be ${form}.`);
  const given = parametersOf(match[3] ?? "");
  const {
    token,
    use_ssl: ssl,
    user_id: userId,
    session_id: sessionId,
    user_agent: userAgent,
    ...headers
  } = given;
  if (ssl !== undefined && ssl !== "true" && ssl !== "false")
    throw new UserError("use_ssl of the sc:// address takes true or false.");
  if (token && ssl === "false")
    throw new UserError("A token goes over TLS only: leave out use_ssl=false, or the token.");
  if (sessionId !== undefined && !uuid.test(sessionId))
    throw new UserError("session_id of the sc:// address should be a UUID.");
  return {
    host: match[1]!,
    port,
    useTls: ssl === "true" || Boolean(token),
    ...(token && { token }),
    userId: userId || process.env.USER || userInfo().username,
    ...(sessionId && { sessionId }),
    ...(userAgent && { userAgent }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
}

/** As people are shown it: host and port alone. */
export const placeOf = ({ host, port }: Address): string => `${host}:${port}`;

function parametersOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split(";")
      .filter(Boolean)
      .map(pair => {
        const equals = pair.indexOf("=");
        const name = pair.slice(0, equals);
        if (equals < 1 || !/^[\w-]+$/.test(name))
          throw new UserError(`A parameter of the sc:// address is no NAME=VALUE; it should be ${form}.`);
        return [name, decoded(name, pair.slice(equals + 1))];
      }),
  );
}

function decoded(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    throw new UserError(`${name} of the sc:// address is not URL-encoded.`, { cause: error });
  }
}
