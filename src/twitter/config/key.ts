import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";

/** One setting: its name, what stands when it is not given, what it is for, and how its text is read. */
export interface Key<T> {
  readonly name: string;
  readonly fallback: T;
  readonly doc: string;
  /** Never shown or logged, nor taken from a command line. */
  readonly isSecret: boolean;
  /** @throws UserError that names the key */
  read(text: string): T;
}

const plain = { isSecret: false };
const largestInt = 2 ** 31 - 1;

export function text<D extends string | undefined>(name: string, fallback: D, doc: string): Key<string | D> {
  return { ...plain, name, fallback, doc, read: value => value };
}

export function password(name: string, doc: string): Key<string | undefined> {
  return { name, fallback: undefined, doc, isSecret: true, read: value => value };
}

export function flag<D extends boolean | undefined>(
  name: string,
  fallback: D,
  doc: string,
): Key<boolean | D> {
  const read = (value: string) => {
    if (!/^(true|false)$/i.test(value)) throw wrong(name, value, "it is true or false");
    return value.toLowerCase() === "true";
  };
  return { ...plain, name, fallback, doc, read };
}

interface Bounds {
  readonly least: number;
  readonly most?: number;
  /** Whether fractions are refused; they are unless this says otherwise. */
  readonly whole?: boolean;
}

export function number<D extends number | undefined>(
  name: string,
  fallback: D,
  { least, most = largestInt, whole = true }: Bounds,
  doc: string,
): Key<number | D> {
  const range = most === largestInt ? `of ${least} or more` : `from ${least} to ${most}`;
  const read = (value: string) => {
    const n = Number(value);
    if (!(n >= least && n <= most && (!whole || Number.isInteger(n))))
      throw wrong(name, value, `it is a ${whole ? "whole " : ""}number ${range}`);
    return n;
  };
  return { ...plain, name, fallback, doc, read };
}

export function choice<const C extends string, const D extends C | undefined>(
  name: string,
  choices: readonly C[],
  fallback: D,
  doc: string,
): Key<C | D> {
  const read = (value: string) => {
    const found = choices.find(each => each === value);
    if (found) return found;
    const near = nearest(value, choices);
    throw wrong(name, value, `it is ${choices.join(" or ")}${near ? `; did you mean ${near}?` : ""}`);
  };
  return { ...plain, name, fallback, doc, read };
}

/** Texts between commas, as Kafka's LIST: the spaces around them go, empty ones stay. */
export function list(name: string, fallback: readonly string[], doc: string): Key<readonly string[]> {
  return { ...plain, name, fallback, doc, read: value => value.split(/\s*,\s*/) };
}

function wrong(name: string, value: string, rule: string): UserError {
  return new UserError(`${name} cannot be "${value}": ${rule}.`);
}
