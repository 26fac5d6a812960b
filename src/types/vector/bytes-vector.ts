import type { AtomicType } from "../atomic.js";
import type { Vector } from "./vector.js";

/**
 * Strings or binaries as ranges of one buffer, in any order and with gaps: records of a Kafka fetch become a column
 * without a copy, and BINARY becomes STRING by changing the type alone.
 */
export class BytesVector implements Vector {
  /** @param start first byte of each row in `data`, -1 for NULL; @param end the byte behind its last. */
  constructor(
    readonly type: AtomicType,
    readonly data: Buffer,
    readonly start: Int32Array,
    readonly end: Int32Array,
    readonly length: number = start.length,
  ) {}

  get(i: number): string | Uint8Array | null {
    const start = this.start[i]!;
    if (start < 0) return null;
    return this.type.kind === "string"
      ? this.data.toString("utf8", start, this.end[i])
      : this.data.subarray(start, this.end[i]);
  }

  take(rows: Int32Array): BytesVector {
    return new BytesVector(
      this.type,
      this.data,
      rows.map(row => this.start[row]!),
      rows.map(row => this.end[row]!),
    );
  }

  withType(type: AtomicType): BytesVector {
    return new BytesVector(type, this.data, this.start, this.end, this.length);
  }
}
