/** What an option may be given as; it is kept as text, as Spark does. */
export type OptionValue = string | number | boolean | bigint;

/** With one more option; a name given before in another case is replaced. */
export function withOption(
  options: Readonly<Record<string, string>>,
  name: string,
  value: OptionValue,
): Record<string, string> {
  const kept = Object.entries(options).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  return { ...Object.fromEntries(kept), [name]: String(value) };
}

export function withOptions(
  options: Readonly<Record<string, string>>,
  more: Readonly<Record<string, OptionValue>>,
): Record<string, string> {
  return Object.entries(more).reduce((all, [name, value]) => withOption(all, name, value), { ...options });
}

/** An option's value, its name in any case. */
export function optionOf(options: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(options).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
