import { UserError } from "../util/errors.js";
import { nearest } from "../util/nearest.js";

/** The settings, each with what it does. */
export const settingDocs = {
  echo: "show Scala lines as the TypeScript they are run as",
  eager: "show the rows of a DataFrame that is entered, not only its columns",
  time: "say after each entry how long it took",
  pager: "cut answers that are much longer than the screen; :pager shows them whole",
} as const;

export type SettingName = keyof typeof settingDocs;

/** What `:set` sets, for as long as the shell runs. */
export class Settings {
  private readonly values: Record<SettingName, boolean> = {
    echo: false,
    eager: false,
    time: false,
    pager: true,
  };

  /** @param changed is told of what was set */
  constructor(private readonly changed: (name: SettingName, on: boolean) => void = () => {}) {}

  is(name: SettingName): boolean {
    return this.values[name];
  }

  /** @throws UserError for a name or a value that there is not, with the nearest */
  set(name: string, value: string): void {
    if (!Object.hasOwn(settingDocs, name)) {
      const meant = nearest(name, Object.keys(settingDocs));
      throw new UserError(
        `no setting ${name}${meant ? `: did you mean ${meant}?` : `: there are ${Object.keys(settingDocs).join(", ")}, and Spark's own, spark.…`}`,
      );
    }
    const on = ["true", "on", "1", "auto"].includes(value);
    if (!on && !["false", "off", "0"].includes(value))
      throw new UserError(`${name} is true or false, not ${value}`);
    this.values[name as SettingName] = on;
    this.changed(name as SettingName, on);
  }

  /** A line for each. */
  lines(): string[] {
    return Object.entries(settingDocs).map(
      ([name, summary]) =>
        `  ${name.padEnd(6)} ${String(this.values[name as SettingName]).padEnd(6)} ${summary}`,
    );
  }
}
