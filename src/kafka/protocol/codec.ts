import { ProtocolError, type Reader } from "./reader.js";
import type { Writer } from "./writer.js";

/** How a value of one type stands on the wire, in each version of the message it belongs to. */
export interface Codec<T> {
  read(from: Reader, version: number): T;
  write(to: Writer, value: T, version: number): void;
}

/** The TypeScript type that a codec reads and writes. */
export type ValueOf<C> = C extends Codec<infer T> ? T : never;

export const int8: Codec<number> = { read: from => from.int8(), write: (to, value) => to.int8(value) };
export const int16: Codec<number> = { read: from => from.int16(), write: (to, value) => to.int16(value) };
export const int32: Codec<number> = { read: from => from.int32(), write: (to, value) => to.int32(value) };
export const int64: Codec<bigint> = { read: from => from.int64(), write: (to, value) => to.int64(value) };
export const boolean: Codec<boolean> = {
  read: from => from.int8() !== 0,
  write: (to, value) => to.int8(value ? 1 : 0),
};

export const nullableString: Codec<string | null> = {
  read: from => {
    const length = from.int16();
    return length < 0 ? null : from.text(length);
  },
  write: (to, value) => {
    if (value === null) return to.int16(-1);
    const bytes = Buffer.from(value, "utf8");
    to.int16(bytes.length);
    to.bytes(bytes);
  },
};

export const string: Codec<string> = notNull(nullableString);

/** A view into the message; it lives as long as the message's buffer does. */
export const nullableBytes: Codec<Uint8Array | null> = {
  read: from => {
    const length = from.int32();
    return length < 0 ? null : from.view(length);
  },
  write: (to, value) => {
    to.int32(value === null ? -1 : value.length);
    if (value !== null) to.bytes(value);
  },
};

export const bytes: Codec<Uint8Array> = notNull(nullableBytes);

/** A COMPACT_STRING of a flexible version. */
export const compactString: Codec<string> = {
  read: from => {
    const length = from.unsignedVarint();
    if (length === 0) throw new ProtocolError("null where a string must be");
    return from.text(length - 1);
  },
  write: (to, value) => {
    const bytes = Buffer.from(value, "utf8");
    to.unsignedVarint(bytes.length + 1);
    to.bytes(bytes);
  },
};

/** The tagged fields that end each structure of a flexible version: none is known here, so they are skipped. */
export const noTags: Codec<undefined> = {
  read: from => {
    for (let left = from.itemCount(from.unsignedVarint()); left > 0; left--) {
      from.unsignedVarint();
      from.view(from.unsignedVarint());
    }
    return undefined;
  },
  write: to => to.unsignedVarint(0),
};

export function nullableArray<T>(item: Codec<T>): Codec<readonly T[] | null> {
  return {
    read: (from, version) => {
      const count = from.itemCount(from.int32());
      if (count < 0) return null;
      const items: T[] = [];
      for (let i = 0; i < count; i++) items.push(item.read(from, version));
      return items;
    },
    write: (to, value, version) => {
      to.int32(value === null ? -1 : value.length);
      if (value !== null) for (const each of value) item.write(to, each, version);
    },
  };
}

export function array<T>(item: Codec<T>): Codec<readonly T[]> {
  return notNull(nullableArray(item));
}

export function compactArray<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    read: (from, version) => {
      const count = from.itemCount(from.unsignedVarint() - 1);
      const items: T[] = [];
      for (let i = 0; i < count; i++) items.push(item.read(from, version));
      return items;
    },
    write: (to, value, version) => {
      to.unsignedVarint(value.length + 1);
      for (const each of value) item.write(to, each, version);
    },
  };
}

type Fields = Readonly<Record<string, Codec<never>>>;
type StructOf<F> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** The fields in the order in which they are written here. */
export function struct<F extends { readonly [K in keyof F]: Codec<ValueOf<F[K]>> }>(
  fields: F,
): Codec<StructOf<F>> {
  const entries = Object.entries(fields as unknown as Fields) as [string, Codec<unknown>][];
  return {
    read: (from, version) => {
      const value: Record<string, unknown> = {};
      for (const [name, codec] of entries) value[name] = codec.read(from, version);
      return value as StructOf<F>;
    },
    write: (to, value, version) => {
      const given = value as Record<string, unknown>;
      for (const [name, codec] of entries) codec.write(to, given[name], version);
    },
  };
}

/** A field that only the versions `first` to `last` have; in the others it reads as `absent` and is not written. */
export function between<T>(first: number, last: number, codec: Codec<T>, absent: T): Codec<T> {
  const has = (version: number) => version >= first && version <= last;
  return {
    read: (from, version) => (has(version) ? codec.read(from, version) : absent),
    write: (to, value, version) => {
      if (has(version)) codec.write(to, value, version);
    },
  };
}

/** A field that came with version `first`. */
export function since<T>(first: number, codec: Codec<T>, absent: T): Codec<T> {
  return between(first, Number.POSITIVE_INFINITY, codec, absent);
}

/** A field whose form changed with version `first`. */
export function changed<T>(first: number, before: Codec<T>, after: Codec<T>): Codec<T> {
  const of = (version: number) => (version < first ? before : after);
  return {
    read: (from, version) => of(version).read(from, version),
    write: (to, value, version) => of(version).write(to, value, version),
  };
}

function notNull<T>(codec: Codec<T | null>): Codec<T> {
  return {
    read: (from, version) => {
      const value = codec.read(from, version);
      if (value === null) throw new ProtocolError("null where a value must be");
      return value;
    },
    write: codec.write,
  };
}
