import { kafkaConfig } from "../kafka/client/config.js";
import { type KafkaProducer, openProducer } from "../kafka/client/producer.js";
import { type Clock, systemClock } from "../util/clock.js";
import { messageOf, UserError } from "../util/errors.js";
import { type ProducerOptions, producerOptions } from "./producer-options.js";
import { playSamples } from "./sample-source.js";
import type { Tweet } from "./sample-tweets.js";

const RETRY_MS = 1000;

interface Run {
  readonly options: ProducerOptions;
  readonly stopping: AbortController;
  ended: Promise<void>;
  sent: number;
  problem: string | null;
}

/** The background producer behind `:producer`: tweets into a Kafka topic, one run at a time. */
export class TweetProducer {
  private run: Run | null = null;

  /**
   * @param ensureBroker sees to it that a broker answers at the bootstrap servers
   * @param changed is called when `status` has changed
   */
  constructor(
    private readonly ensureBroker: (bootstrapServers: string) => Promise<void>,
    private readonly changed: () => void = () => {},
    private readonly clock: Clock = systemClock,
  ) {}

  /**
   * Starts producing; see `producerOptions` for what may be given.
   * @returns the line that says what was started
   * @throws UserError when an option is wrong, a file is missing, the broker does not answer, or one runs already
   */
  async start(args: readonly string[]): Promise<string> {
    if (this.run)
      throw new UserError(`A producer runs already: ${this.status()}. Stop it with :producer stop.`);
    const options = producerOptions(args);
    await this.ensureBroker(options.bootstrapServers);
    const producer = openProducer(kafkaConfig(options.kafka));
    const stopping = new AbortController();
    // The first tweet goes out before the answer, so that a broker that is away is told here.
    const samples = playSamples(options.rate, this.clock, stopping.signal);
    try {
      await send(producer, options.topic, (await samples.next()).value);
    } catch (error) {
      await producer.close();
      throw error;
    }
    const run: Run = { options, stopping, sent: 1, problem: null, ended: Promise.resolve() };
    run.ended = this.produce(run, producer, samples);
    this.run = run;
    this.changed();
    const why = options.hasCredentials
      ? "reading from X is not part of this version, so these are bundled samples"
      : "no X credentials were given, so these are bundled samples";
    return `producer: sample tweets → topic ${options.topic} at ${options.bootstrapServers}, ${options.rate} a second (${why})`;
  }

  /** Stops it; the line that says what was sent, undefined when none ran. */
  async stop(): Promise<string | undefined> {
    const run = this.run;
    if (!run) return undefined;
    run.stopping.abort();
    await run.ended;
    this.run = null;
    this.changed();
    return `producer: stopped after ${run.sent} tweets`;
  }

  /** One line on what runs now; undefined when none runs. */
  status(): string | undefined {
    if (!this.run) return undefined;
    const { options, sent, problem } = this.run;
    return `producer: samples → ${options.topic} at ${options.bootstrapServers}, ${options.rate}/s, ${sent} sent${problem ? ` (waiting: ${problem})` : ""}`;
  }

  private async produce(run: Run, producer: KafkaProducer, samples: AsyncIterable<Tweet[]>): Promise<void> {
    try {
      for await (const tweets of samples) {
        await this.sendUntilTaken(run, () => send(producer, run.options.topic, tweets));
        if (run.problem === null) run.sent += tweets.length;
        this.changed();
      }
    } finally {
      await producer.close();
    }
  }

  /** A broker that is away is tried again until it is back or the producer is stopped. */
  private async sendUntilTaken(run: Run, sendOnce: () => Promise<void>): Promise<void> {
    while (!run.stopping.signal.aborted) {
      try {
        await sendOnce();
        run.problem = null;
        return;
      } catch (error) {
        run.problem = messageOf(error);
        this.changed();
        await this.clock.sleep(RETRY_MS, run.stopping.signal);
      }
    }
  }
}

async function send(producer: KafkaProducer, topic: string, tweets: readonly Tweet[]): Promise<void> {
  await producer.send(
    topic,
    tweets.map(({ screenName, text }) => ({ key: screenName, value: text })),
  );
}
