/** The topics of a Kafka, as the shell commands them. */
export interface TopicsControl {
  /** @throws UserError when no Kafka is there */
  list(servers: string): Promise<readonly { name: string; partitions: number; records: bigint }[]>;
  /** @returns false when it was there already */
  create(servers: string, name: string, partitions: number): Promise<boolean>;
}
