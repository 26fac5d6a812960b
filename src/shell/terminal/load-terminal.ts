/**
 * Loads the terminal, Ink with it, when it is first needed, with two things out of its sight for that moment:
 * - `CI`: Ink looks for it and then draws nothing, but a prompt that someone looks at must be drawn there too.
 * - `fetch`: Ink's layout library would read its own WebAssembly, which is a string in the bundle, through it, and
 *   so load Node's whole HTTP client: 20 ms before the first prompt.
 */
export async function loadTerminal(): Promise<typeof import("./terminal.js")> {
  const restore = [
    hide(process.env, "CI"),
    hide(process.env, "CONTINUOUS_INTEGRATION"),
    hide(globalThis, "fetch"),
  ];
  try {
    return await import("./terminal.js");
  } finally {
    for (const show of restore) show();
  }
}

/** Takes a property away. @returns what brings it back */
function hide(from: object, name: string): () => void {
  const property = Object.getOwnPropertyDescriptor(from, name);
  if (!property) return () => {};
  Reflect.deleteProperty(from, name);
  return () => void Object.defineProperty(from, name, property);
}
