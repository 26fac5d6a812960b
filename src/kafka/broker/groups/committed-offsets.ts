import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";

export interface CommittedOffset {
  readonly offset: number;
  readonly metadata: string | null;
}

/** A line of the file: a commit, or, of the group alone, that its offsets were deleted. */
type Line =
  | readonly [group: string, topic: string, partition: number, offset: number, metadata: string | null]
  | readonly [group: string];

/** Offsets that groups committed, in a file of one JSON line each that is made anew, with the last ones alone, at the start. */
export class CommittedOffsets {
  readonly #groups = new Map<string, Map<string, Map<number, CommittedOffset>>>();
  readonly #file: number;

  constructor(path: string) {
    if (existsSync(path)) for (const line of readFileSync(path, "utf8").split("\n")) this.#take(parse(line));
    writeFileSync(`${path}~new`, this.#lines().map(encode).join(""));
    renameSync(`${path}~new`, path);
    this.#file = openSync(path, "a");
  }

  commit(group: string, topic: string, partition: number, offset: number, metadata: string | null): void {
    this.#write([group, topic, partition, offset, metadata]);
  }

  get(group: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.#groups.get(group)?.get(topic)?.get(partition);
  }

  /** The partitions that a group has committed, by topic. */
  of(group: string): ReadonlyMap<string, ReadonlyMap<number, CommittedOffset>> {
    return this.#groups.get(group) ?? new Map();
  }

  groups(): string[] {
    return [...this.#groups.keys()];
  }

  delete(group: string): void {
    this.#write([group]);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(line: Line): void {
    writeSync(this.#file, encode(line));
    this.#take(line);
  }

  #take(line: Line | undefined): void {
    if (!line) return;
    if (line.length === 1) {
      this.#groups.delete(line[0]);
      return;
    }
    const [group, topic, partition, offset, metadata] = line;
    const topics = this.#groups.get(group) ?? new Map<string, Map<number, CommittedOffset>>();
    const partitions = topics.get(topic) ?? new Map<number, CommittedOffset>();
    this.#groups.set(group, topics.set(topic, partitions.set(partition, { offset, metadata })));
  }

  #lines(): Line[] {
    return [...this.#groups].flatMap(([group, topics]) =>
      [...topics].flatMap(([topic, partitions]) =>
        [...partitions].map(
          ([partition, { offset, metadata }]): Line => [group, topic, partition, offset, metadata],
        ),
      ),
    );
  }
}

function encode(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** A line that a kill broke off is the last one, and was not acknowledged. */
function parse(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
