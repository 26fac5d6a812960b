import type { ProducerControl } from "../contracts/producer-control.js";
import type { TweetProducer } from "../twitter/tweet-producer.js";

/** The tweet producer, loaded when it is first started. */
export class BackgroundProducer implements ProducerControl {
  private producer: TweetProducer | undefined;

  constructor(private readonly ensureBroker: (bootstrapServers: string) => Promise<void>) {}

  async start(args: readonly string[]): Promise<string> {
    const { TweetProducer } = await import("../twitter/tweet-producer.js");
    this.producer ??= new TweetProducer(this.ensureBroker);
    return this.producer.start(args);
  }

  async stop(): Promise<string | undefined> {
    return this.producer?.stop();
  }

  status(): string | undefined {
    return this.producer?.status();
  }
}
