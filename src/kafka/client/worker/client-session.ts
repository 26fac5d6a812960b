import type { KafkaClientConfig } from "../config.js";
import type { Calls, FromWorker } from "../messages.js";
import type { Position } from "../types.js";
import { createTopic } from "./create-topic.js";
import { buffersOf } from "./fetch-records.js";
import { Follower } from "./follower.js";
import { offsetsOf } from "./offsets.js";
import { Publisher } from "./publisher.js";
import { Session } from "./session.js";
import { partitionsOf, topicNames } from "./topics.js";

export type Post = (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void;
type Methods = { [K in keyof Calls]: (...args: Tail<Parameters<Calls[K]>>) => ReturnType<Calls[K]> };
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** All that one reader, producer or admin of the other thread has here. */
export class ClientSession {
  readonly session: Session;
  readonly #publisher: Publisher;
  #follower: Follower | undefined;
  #round = 0;

  constructor(
    private readonly id: number,
    config: KafkaClientConfig,
    private readonly post: Post,
  ) {
    this.session = new Session(config);
    this.#publisher = new Publisher(config);
  }

  readonly methods: Methods = {
    partitions: subscription => partitionsOf(this.session, subscription),
    offsets: (partitions, at) => this.session.patiently(() => offsetsOf(this.session, partitions, at)),
    send: (topic, records) => this.#publisher.send(topic, records),
    createTopic: topic => createTopic(this.session, topic),
    listTopics: () => topicNames(this.session),
    close: async () => {
      this.#follower?.stop();
      this.session.reset();
      await this.#publisher.close();
    },
  };

  follow(positions: readonly Position[], headers: boolean): void {
    this.#follower?.stop();
    const round = ++this.#round;
    const about = { session: this.id, round };
    this.#follower = new Follower(this.session, positions, headers, {
      followed: (chunks, ends) => this.post({ kind: "followed", ...about, chunks, ends }, buffersOf(chunks)),
      trouble: (partitions, lost = false) => this.post({ kind: "trouble", ...about, partitions, lost }),
    });
  }

  used(partition: string, bytes: number): void {
    this.#follower?.used(partition, bytes);
  }
}
