import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadata,
  parquetSchema,
  type SchemaTree,
} from "hyparquet";

/** A file's footer. */
export interface ParquetFile {
  readonly metadata: FileMetaData;
  readonly root: SchemaTree;
}

/** More than any footer is read of; one that says to be longer is none. */
const MOST_FOOTER = 1 << 28;

/** @throws Error when the file is no Parquet */
export function readFooter(path: string): ParquetFile {
  const size = withFile(path, file => fstatSync(file).size);
  if (size < 12) throw new Error(`${path} is not a Parquet file: it has ${size} bytes`);
  const end = slice(path, size - 8, size);
  if (end.toString("latin1", 4) !== "PAR1")
    throw new Error(
      `${path} is not a Parquet file. Expected magic number at tail, but found [${[...end.subarray(4)].map(byte => (byte << 24) >> 24).join(", ")}]`,
    );
  const length = end.readUInt32LE(0) + 8;
  if (length > size - 4 || length > MOST_FOOTER) throw new Error(`${path} has a footer that is cut off`);
  const metadata = parquetMetadata(arrayBufferOf(slice(path, size - length, size)), { geoparquet: false });
  return { metadata, root: parquetSchema(metadata) };
}

/** The file as the library reads it. */
export function fileBuffer(path: string): AsyncBuffer {
  const byteLength = withFile(path, file => fstatSync(file).size);
  return { byteLength, slice: (start, end = byteLength) => arrayBufferOf(slice(path, start, end)) };
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, "r");
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function slice(path: string, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  const read = withFile(path, file => readSync(file, bytes, 0, bytes.length, start));
  if (read < bytes.length) throw new Error(`${path} is cut off`);
  return bytes;
}

const arrayBufferOf = ({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer =>
  buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;

/**
 * The footer for reading values as they lie there: without annotations the library converts nothing, and maps come as
 * lists of their entries, in order and with keys of any type.
 */
export function bare(metadata: FileMetaData): FileMetaData {
  return {
    ...metadata,
    schema: metadata.schema.map(element => {
      const { converted_type, logical_type: _, ...rest } = element;
      return converted_type === "LIST" ? { ...rest, converted_type } : rest;
    }),
  };
}
