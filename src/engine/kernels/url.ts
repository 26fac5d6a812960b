import { SparkError } from "../../util/errors.js";
import { groupOf, javaPattern } from "../text/java-regex.js";
import { parseUri, type Uri } from "../text/java-uri.js";
import { type Kernel, strict } from "./kernel.js";

const parts: Readonly<Record<string, (uri: Uri) => string | null>> = {
  HOST: uri => uri.host,
  PATH: uri => uri.path,
  QUERY: uri => uri.query,
  REF: uri => uri.fragment,
  PROTOCOL: uri => uri.scheme,
  FILE: uri => (uri.query === null ? uri.path : `${uri.path}?${uri.query}`),
  AUTHORITY: uri => uri.authority,
  USERINFO: uri => uri.userInfo,
};

function parseUrl(tolerant: boolean): Kernel {
  return strict(() => (url: string, part: string, key?: string) => {
    const uri = parseUri(url);
    if (!uri) {
      if (tolerant) return null;
      throw new SparkError(
        "INVALID_URL",
        `The url is invalid: ${url}. Use \`try_parse_url\` to tolerate invalid URL and return NULL instead.`,
        "22P02",
      );
    }
    if (key === undefined) return parts[part]?.(uri) ?? null;
    if (part !== "QUERY" || uri.query === null) return null;
    // The key is a pattern, as in Spark.
    const pattern = javaPattern(`(&|^)${key}=([^&]*)`);
    const match = pattern.regex.exec(uri.query);
    return match ? (groupOf(match, pattern.groupCount) ?? null) : null;
  });
}

function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
    .replace(/[!'()~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function decode(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[0-9a-fA-F]{2})+/g, run => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
}

export const url: Readonly<Record<string, Kernel>> = {
  parse_url: parseUrl(false),
  try_parse_url: parseUrl(true),
  url_encode: strict(() => encode),
  url_decode: strict(() => (text: string) => {
    const decoded = decode(text);
    if (decoded === undefined)
      throw new SparkError(
        "CANNOT_DECODE_URL",
        `The provided URL cannot be decoded: ${text}. Please ensure that the URL is properly formatted and try again.`,
        "22546",
      );
    return decoded;
  }),
  try_url_decode: strict(() => (text: string) => decode(text) ?? null),
};
