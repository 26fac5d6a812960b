/** A function's options, a MAP<STRING, STRING>. */
export type Options = readonly (readonly [string, string])[];

/** An option's value by its name in any case. */
export type Option = (name: string) => string | undefined;

export function optionReader(entries: Options): Option {
  const byName = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return name => byName.get(name.toLowerCase());
}

/** What depends on options alone, made once for each. */
export function perOptions<T>(make: (option: Option) => T): (entries: Options) => T {
  let last: { readonly entries: Options; readonly made: T } | undefined;
  return entries => {
    if (last?.entries !== entries) last = { entries, made: make(optionReader(entries)) };
    return last.made;
  };
}
