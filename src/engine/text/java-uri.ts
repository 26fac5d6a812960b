/** The raw parts of a URI, null where there are none. */
export interface Uri {
  readonly scheme: string | null;
  readonly authority: string | null;
  readonly userInfo: string | null;
  readonly host: string | null;
  readonly path: string | null;
  readonly query: string | null;
  readonly fragment: string | null;
}

const FORM = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const ILLEGAL = /[\u0000-\u0020\u007f<>"{}|\\^`]|%(?![0-9a-fA-F]{2})/;
const SERVER =
  /^(?:([^@]*)@)?(\[[0-9a-fA-F:.%a-z]+\]|(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)*[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.?|\d{1,3}(?:\.\d{1,3}){3})(?::\d*)?$/;

/** A URI as Java's `java.net.URI` parses it; undefined when it refuses. A host that is no name and no address is none. */
export function parseUri(text: string): Uri | undefined {
  const match = FORM.exec(text);
  if (!match || ILLEGAL.test(text)) return undefined;
  const [, scheme = null, authority = null, path = "", query = null, fragment = null] = match;
  // `scheme:rest` without a slash is opaque: it has no path and no query of its own.
  const opaque = scheme !== null && authority === null && !path.startsWith("/");
  if (opaque && path === "") return undefined;
  if (!opaque && /[[\]]/.test(path)) return undefined;
  const server = authority ? SERVER.exec(authority) : null;
  return {
    scheme,
    authority: authority || null,
    userInfo: server?.[1] ?? null,
    host: server?.[2] ?? null,
    path: opaque ? null : path,
    query: opaque ? null : query,
    fragment,
  };
}
