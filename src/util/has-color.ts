/**
 * Whether a terminal is to get colours: FORCE_COLOR decides where it is set (0 and false for none, as in Node), then
 * NO_COLOR (https://no-color.org: any value but an empty one), and a terminal that calls itself dumb has none.
 */
export function hasColor({ FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return !NO_COLOR && TERM !== "dumb";
}
