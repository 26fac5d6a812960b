/**
 * Loads the terminal, Ink with it, when it is first needed. Ink decides while it loads whether it runs in
 * continuous integration, and then draws nothing: a prompt that someone looks at must be drawn there too.
 */
export async function loadTerminal(): Promise<typeof import("./terminal.js")> {
  const hidden = ["CI", "CONTINUOUS_INTEGRATION"].map(name => [name, process.env[name]] as const);
  for (const [name] of hidden) delete process.env[name];
  try {
    return await import("./terminal.js");
  } finally {
    for (const [name, value] of hidden) if (value !== undefined) process.env[name] = value;
  }
}
