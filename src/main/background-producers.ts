import type { Notices } from "../contracts/notices.js";
import type { ProducerAction, ProducerControl } from "../contracts/producer-control.js";
import type { Producers } from "../twitter/producer/producers.js";

/** The tweet producers, loaded when the first is started. */
export class BackgroundProducers implements ProducerControl {
  private producers: Producers | undefined;

  constructor(
    private readonly ensureBroker: (bootstrapServers: string) => Promise<void>,
    private readonly notices: Notices,
  ) {}

  async start(args: readonly string[]): Promise<string> {
    const { Producers } = await import("../twitter/producer/producers.js");
    this.producers ??= new Producers({ ensureBroker: this.ensureBroker, notices: this.notices });
    return this.producers.start(args);
  }

  async control(action: ProducerAction, name?: string): Promise<string | undefined> {
    return this.producers?.control(action, name);
  }

  list(): readonly string[] {
    return this.producers?.list() ?? [];
  }
}
