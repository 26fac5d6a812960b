import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A path as it is written in options: plain, or a `file:` URL. */
export function localPath(path: string): string {
  return path.startsWith("file://") ? fileURLToPath(path) : resolve(path.replace(/^file:/, ""));
}

/** A local file as Hadoop writes it in logs: what a URL cannot hold is escaped, letters beyond ASCII are not. */
export function fileUrl(path: string): string {
  const escaped = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return `file://${path.replace(/[^\w\-.!~*'(),;:$&+=/@\u0080-\uffff]/g, escaped)}`;
}
