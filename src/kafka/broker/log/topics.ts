import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type LogOptions, PartitionLog } from "./partition-log.js";

export interface Topic {
  readonly name: string;
  readonly partitions: readonly PartitionLog[];
}

/** Names that Kafka allows, which makes them names of folders too. */
export function isTopicName(name: string): boolean {
  return /^[a-zA-Z0-9._-]{1,249}$/.test(name) && name !== "." && name !== "..";
}

/**
 * The topics of a data directory: `topics/<name>/<partition>/`. A topic appears and goes by a rename, so that a kill
 * leaves it whole or not at all; what is in the making or being deleted has a name that no topic can have.
 */
export class Topics {
  readonly #topics = new Map<string, { readonly name: string; readonly partitions: PartitionLog[] }>();
  readonly #dir: string;

  constructor(
    dataDir: string,
    private readonly options: LogOptions,
  ) {
    this.#dir = join(dataDir, "topics");
    mkdirSync(this.#dir, { recursive: true });
    for (const name of readdirSync(this.#dir))
      if (isTopicName(name)) this.#open(name);
      else rmSync(join(this.#dir, name), { recursive: true, force: true });
  }

  get(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  partition(name: string, partition: number): PartitionLog | undefined {
    return this.#topics.get(name)?.partitions[partition];
  }

  all(): Topic[] {
    return [...this.#topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(name: string, partitions: number): Topic {
    const making = join(this.#dir, `${name}~new`);
    rmSync(making, { recursive: true, force: true });
    for (let partition = 0; partition < partitions; partition++)
      mkdirSync(join(making, String(partition)), { recursive: true });
    renameSync(making, join(this.#dir, name));
    return this.#open(name);
  }

  addPartitions(name: string, count: number): void {
    const topic = this.#topics.get(name)!;
    for (let partition = topic.partitions.length; partition < count; partition++)
      topic.partitions.push(new PartitionLog(join(this.#dir, name, String(partition)), this.options));
  }

  delete(name: string): void {
    const topic = this.#topics.get(name)!;
    this.#topics.delete(name);
    for (const log of topic.partitions) log.close();
    const going = join(this.#dir, `${name}~deleted`);
    renameSync(join(this.#dir, name), going);
    rmSync(going, { recursive: true, force: true });
  }

  async sync(): Promise<void> {
    for (const topic of this.#topics.values()) await Promise.all(topic.partitions.map(log => log.sync()));
  }

  close(): void {
    for (const topic of this.#topics.values()) for (const log of topic.partitions) log.close();
  }

  #open(name: string): Topic {
    const dir = join(this.#dir, name);
    const partitions: PartitionLog[] = [];
    for (let partition = 0; existsSync(join(dir, String(partition))); partition++)
      partitions.push(new PartitionLog(join(dir, String(partition)), this.options));
    const topic = { name, partitions };
    this.#topics.set(name, topic);
    return topic;
  }
}
