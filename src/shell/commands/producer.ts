import type { ProducerAction } from "../../contracts/producer-control.js";
import { wordsOf } from "../input/words.js";
import type { Command } from "./command.js";
import { noProducer, producers } from "./producers.js";

const actions: readonly string[] = ["stop", "pause", "resume", "restart"] satisfies ProducerAction[];

export const producer: Command = {
  name: "producer",
  usage: ":producer [FILE] [--KEY=VALUE …] | stop|pause|resume|restart [NAME]",
  summary: "send tweets into Kafka in the background; --explain shows the rules, --help all keys",
  completes: "producer",
  async run(context, args) {
    const { output, producer } = context;
    const words = wordsOf(args);
    const [first = "", name] = words;
    if (first === "status") await producers.run(context, "");
    else if (actions.includes(first))
      output.answer((await producer.control(first as ProducerAction, name)) ?? noProducer);
    else output.answer(await producer.start(words));
  },
};
